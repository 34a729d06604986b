import { createHash } from 'node:crypto';
import { SCOPES } from '@rollcall/contract';
import { hashCredential, newClientSecret } from '@rollcall/server/domain/credentials';
import { systemRandom } from '@rollcall/server/domain/random';
import { openPostgresStorage } from '@rollcall/server/storage/postgres';
import type { PersonBefore } from '../checker/record.ts';

export const ACCOUNT = 'CLUSTERCLUSTERCLUSTERCLUST';
export const OWNERS = 3;

export interface Application {
  readonly clientId: string;
  readonly secret: string;
}

export interface Directory {
  /** In the order of lists; the first three are owners. */
  readonly people: readonly PersonBefore[];
  /** Without limits. */
  readonly application: Application;
  readonly limited: Application;
}

/** Fills an empty database with one account and two applications. @param perMinute the limit of the second */
export async function fillDirectory(url: string, people: number, perMinute: number): Promise<Directory> {
  const storage = await openPostgresStorage({ url, role: 'administration' });
  const context = {
    at: Date.now(),
    actor: { kind: 'operator', id: 'test', address: undefined, userAgent: undefined },
    requestId: 'test',
  } as const;
  try {
    const session = await storage.beginImport('test', context);
    const account = { id: ACCOUNT, name: 'Cluster', provisioning: 'manual' } as const;
    const crowd = Array.from({ length: people }, (_, number) => personOf(number));
    await session.applyAll([
      { kind: 'account', account, made: [] },
      ...crowd.map((person) => ({ kind: 'person', person, made: [] }) as const),
    ]);
    await session.commit();
    const make = async (name: string, requestsPerMinute: number): Promise<Application> => {
      const [clientId, secret] = [systemRandom.uuid(), newClientSecret(systemRandom)];
      const first = {
        id: systemRandom.uuid(),
        hash: hashCredential(secret),
        label: 'First secret',
        expiresAt: undefined,
      };
      await storage.createApplication(
        {
          ...{ clientId, accountId: ACCOUNT, name, description: '', redirectUrl: 'https://example.com/callback' },
          ...{ scopes: SCOPES, requestsPerMinute, requestsPerHour: 0, secret: first },
        },
        context,
      );
      return { clientId, secret };
    };
    return {
      people: crowd.map(({ id, state, role }) => ({ id, state, isOwner: role === 'owner' })),
      application: await make('Unlimited', 0),
      limited: await make('Limited', perMinute),
    };
  } finally {
    await storage.close();
  }
}

/** Several joined in the same second, so that pages break between them too. */
function personOf(number: number) {
  const digest = createHash('sha256').update(`person ${number}`).digest();
  const id = [...digest.subarray(0, 26)].map((byte) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[byte % 32]).join('');
  return {
    id: `${String.fromCharCode(65 + (number % 3))}${id.slice(1)}`,
    accountId: ACCOUNT,
    email: `person-${number}@example.com`,
    displayName: `Person ${number}`,
    state: 'ACTIVE',
    createTime: new Date(Date.UTC(2024, 0, 1) + Math.floor(number / 3) * 1000).toISOString().replace('.000', ''),
    role: number < OWNERS ? 'owner' : 'member',
    externallyManaged: false,
    securityGroup: false,
  } as const;
}
