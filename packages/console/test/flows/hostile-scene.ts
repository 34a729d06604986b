import { hashCredential, newAdminKey } from '@rollcall/server/domain/credentials';
import { systemRandom } from '@rollcall/server/domain/random';
import { busyApplication } from '../applications/application-scene.ts';
import type { ConsoleScene } from '../support/console-scene.ts';

export const IMAGE = '<img src=x onerror="window.__xss=1">';
export const SCRIPT = '"><script>window.__xss=1</script>';
/** Turns the direction of all that follows, if it is let. */
export const TURNED = '\u202Egnp.exe';
const LONG = 'W'.repeat(250);
const FAMILY = '👩‍👩‍👧‍👦';

/** What people, applications, keys and programs call themselves. */
export const NAMES = [
  IMAGE,
  SCRIPT,
  '{{constructor.constructor("window.__xss=1")()}}$t(shell.product)$&',
  'javascript:window.__xss=1//',
  TURNED,
  'in\u200Bvi\u200Dsi\uFEFFble',
  FAMILY.repeat(23),
  LONG,
];
export const OPERATOR = `${SCRIPT} ${LONG}`;

/** An account in which everything is called so. People, after the owner, and clients are in the order of the names. */
export async function hostileAccount(scene: ConsoleScene) {
  const people = NAMES.map((displayName, index) => ({ displayName, email: addressOf(index) }));
  const owner = { displayName: `Olga ${IMAGE}`, email: addressOf(100), role: 'owner' } as const;
  const { id, people: ids } = await scene.account([owner, ...people], { name: `${IMAGE} ${LONG}` });
  const clients: string[] = [];
  for (const name of NAMES) {
    clients.push(await usedApplication(scene, id, name));
    await key(scene, id, name);
  }
  return { id, owner: ids[0] ?? '', people: ids.slice(1), clients };
}

async function usedApplication(scene: ConsoleScene, accountId: string, name: string): Promise<string> {
  const wanted = { name: name.slice(0, 100), description: NAMES.join('\n').slice(0, 1000) };
  const { clientId, secretId } = await busyApplication(scene, accountId, wanted);
  const now = scene.clock.now();
  const by = { clientId, userAgent: name.slice(0, 200), firstAt: now, lastAt: now };
  await scene.storage.recordCalls(['v1', 'v1beta1'].map((apiVersion) => ({ ...by, apiVersion, calls: 1 })));
  await scene.storage.recordSecretUses([{ ...by, secretId, address: '203.0.113.9', uses: 1 }]);
  return clientId;
}

/** Made by somebody who is called so as well. */
async function key(scene: ConsoleScene, accountId: string, name: string): Promise<void> {
  const [id, hash] = [systemRandom.uuid(), hashCredential(newAdminKey(systemRandom))];
  const actor = { kind: 'operator', id: name, address: undefined, userAgent: name } as const;
  await scene.storage.createAdminKey(
    { id, label: name.slice(0, 100), accountId, permissions: ['audit.read'], expireTime: undefined, hash },
    { ...scene.change(), actor },
  );
}

/** As odd as an address may be. */
function addressOf(index: number): string {
  const word = 'w'.repeat(index % 2 === 0 ? 5 : 120);
  return `"<img/src=x/onerror=window.__xss=1>${word}"${index}@${'a'.repeat(60)}.example.com`;
}
