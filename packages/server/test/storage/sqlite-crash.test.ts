import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openSqliteStorage } from '../../src/storage/sqlite/open.ts';
import { ACME, fill, idOf, parseUser, person, walk } from './contract/samples.ts';
import { dataFolders } from './data-folder.ts';
import { StoreProcess } from './store-process.ts';

const PEOPLE = 3000;
const newFolder = dataFolders();

describe('a server killed under load', () => {
  for (const acknowledgements of [1, 40, 400]) {
    test(`after ${acknowledgements} acknowledgements: nothing acknowledged is lost, nothing is half done`, async () => {
      const dataDir = newFolder();
      await prepare(dataDir);
      const server = await StoreProcess.start(dataDir, 'server');
      server.tell('suspend-all', String(PEOPLE));
      const said: string[] = [];
      while (said.length < acknowledgements) said.push(await server.next());
      said.push(...(await server.kill()));
      await verify(dataDir, said);
    });
  }
});

async function prepare(dataDir: string): Promise<void> {
  const storage = await openSqliteStorage({ dataDir, role: 'administration' });
  const crowd = Array.from({ length: PEOPLE }, (_, number) => person(number + 1));
  await fill(storage, { people: [person(0, { role: 'owner' }), ...crowd] });
  await storage.close();
}

async function verify(dataDir: string, said: readonly string[]): Promise<void> {
  const storage = await openSqliteStorage({ dataDir, role: 'server' });
  try {
    const acknowledged = said.map((line) => /^changed (\d+)$/.exec(line)?.[1]).filter((number) => number !== undefined);
    for (const number of acknowledged) {
      assert.equal(parseUser(await storage.findUser(ACME, idOf(Number(number)))).state, 'SUSPENDED');
    }
    const suspended = await walk(storage, { accountId: ACME, state: 'SUSPENDED', size: 1000 });
    const entries = await storage.listAudit({ action: 'user.suspended', limit: PEOPLE + 1 });
    // A state without its entry, or an entry without its state, would be half a change.
    assert.deepEqual(entries.map(({ subject }) => subject).toSorted(), suspended.map(({ id }) => id).toSorted());
    assert.ok(suspended.length >= acknowledged.length);
    await storage.check();
  } finally {
    await storage.close();
  }
}
