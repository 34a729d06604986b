import type { Scope } from '@rollcall/contract';
import { hashCredential, newClientSecret } from '@rollcall/server/domain/credentials';
import { systemRandom } from '@rollcall/server/domain/random';
import type { ConsoleScene } from '../support/console-scene.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface Wanted {
  readonly name: string;
  readonly description?: string;
  readonly scopes?: readonly Scope[];
}

/** An application of the account as an operator makes it, with one secret. */
export async function application(
  scene: ConsoleScene,
  accountId: string,
  { name, description = '', scopes = ['list_users', 'get_user'] }: Wanted,
): Promise<{ readonly clientId: string; readonly secretId: string }> {
  const secret = secretOf('First secret');
  const clientId = systemRandom.uuid();
  await scene.storage.createApplication(
    {
      clientId,
      accountId,
      name,
      description,
      redirectUrl: 'https://partner.example/callback',
      scopes,
      requestsPerMinute: 100,
      requestsPerHour: 6000,
      secret,
    },
    scene.change(),
  );
  return { clientId, secretId: secret.id };
}

/** An application in full use: one secret gives way to another, some still use the old one, and the preview. */
export async function busyApplication(scene: ConsoleScene, accountId: string, wanted: Wanted) {
  const { clientId, secretId } = await application(scene, accountId, wanted);
  const now = scene.clock.now();
  const next = secretOf('Production, from autumn');
  await scene.storage.rotateSecret(clientId, next, now + 3 * DAY_MS, scene.change());
  const hour = Math.floor(now / HOUR_MS) * HOUR_MS;
  await scene.storage.recordUsage(
    Array.from({ length: 30 }, (_, back) => ({
      clientId,
      hour: hour - back * HOUR_MS,
      calls: 40 + ((back * 37) % 90),
      refused: back % 7 === 0 ? 6 : 0,
      limited: back % 11 === 3 ? 15 : 0,
      failed: back === 5 ? 3 : 0,
    })),
  );
  await scene.storage.recordCalls([
    call(clientId, 'acme-access-review/2.1 rollcall-client/0.1.0', 'v1', 1800, now),
    call(clientId, 'python-requests/2.31.0', 'v1beta1', 240, now),
  ]);
  const times = { firstAt: now - DAY_MS, lastAt: now + 1000 };
  await scene.storage.recordSecretUses([
    { clientId, secretId, userAgent: 'python-requests/2.31.0', address: '192.0.2.17', uses: 12, ...times },
    { clientId, secretId: next.id, userAgent: 'acme-access-review/2.1', address: '192.0.2.18', uses: 3, ...times },
  ]);
  return { clientId, secretId, nextId: next.id };
}

function call(clientId: string, userAgent: string, apiVersion: string, calls: number, now: number) {
  return { clientId, userAgent, apiVersion, calls, firstAt: now - 20 * DAY_MS, lastAt: now };
}

/** A secret as it rests in the store; nobody knows it. */
export function secretOf(label: string) {
  return {
    id: systemRandom.uuid(),
    hash: hashCredential(newClientSecret(systemRandom)),
    label,
    expiresAt: undefined,
  };
}
