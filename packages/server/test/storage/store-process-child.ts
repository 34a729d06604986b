import assert from 'node:assert/strict';
import { createInterface } from 'node:readline';
import { openSqliteStorage } from '../../src/storage/sqlite/open.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { ACME, clientId, contextAt, fill, idOf, person, secret } from './contract/samples.ts';

/** The other side of `StoreProcess`: does what it is told and says so, one line each. */

const [dataDir, role] = process.argv.slice(2);
assert.ok(dataDir !== undefined && (role === 'server' || role === 'administration'));
const storage = await openSqliteStorage({ dataDir, role });

const COMMANDS: Readonly<Record<string, (storage: Storage, word: string) => Promise<unknown>>> = {
  check: (store) => store.check(),
  rotate: (store, number) => store.rotateSecret(clientId(1), secret(Number(number)), undefined, contextAt()),
  'delete-application': (store) => store.deleteApplication(clientId(1), contextAt()),
  narrow: (store) => store.updateApplication(clientId(1), { scopes: ['get_user'] }, contextAt()),
  suspend: (store, number) => store.suspendUser(ACME, idOf(Number(number)), contextAt()),
  rename: (store, number) => fill(store, { people: [person(Number(number), { displayName: 'Renamed' })] }),
  'suspend-all': suspendAll,
};

/** Suspends everyone from number 1 to `count`, 32 at a time, and says each number once it is acknowledged. */
async function suspendAll(store: Storage, count: string): Promise<void> {
  let next = 1;
  const lane = async (): Promise<void> => {
    while (next <= Number(count)) {
      const number = next++;
      const { kind } = await store.suspendUser(ACME, idOf(number), contextAt(Date.now(), `request-${number}`));
      process.stdout.write(`${kind} ${number}\n`);
    }
  };
  await Promise.all(Array.from({ length: 32 }, lane));
}

process.stdout.write('open\n');
for await (const line of createInterface({ input: process.stdin })) {
  const [command = '', word = ''] = line.split(' ');
  const run = COMMANDS[command];
  assert.ok(run, `no such command: ${command}`);
  await run(storage, word);
  process.stdout.write('done\n');
}
await storage.close();
