import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ImportSession, MadeField } from '../../src/storage/import-session.ts';
import { hashOfText } from '../../src/storage/sqlite/import/string-hash.ts';
import { openSqliteStorage } from '../../src/storage/sqlite/open.ts';
import { type Storage, StorageUnavailable } from '../../src/storage/storage.ts';
import { ACME, contextAt, everyone, fill, idOf, OTHER, parseUser, people, person, walk } from './contract/samples.ts';
import { dataFolders } from './data-folder.ts';

const newFolder = dataFolders();

describe('an import beside a running server', () => {
  let server: Storage;
  let commandLine: Storage;

  before(async () => {
    const dataDir = newFolder();
    server = await openSqliteStorage({ dataDir, role: 'server' });
    await fill(server, { people: people(20) });
    commandLine = await openSqliteStorage({ dataDir, role: 'administration' });
  });

  after(async () => {
    await commandLine.close();
    await server.close();
  });

  const rename = (session: ImportSession, number: number, made: readonly MadeField[]) =>
    session.applyAll([
      {
        kind: 'person',
        person: { ...person(number, { displayName: `Renamed ${number}` }), accountId: ACME },
        made,
      },
    ]);

  test('keeps no writer waiting while its file is read, and undoes no suspension made meanwhile', async () => {
    const session = await commandLine.beginImport('slow', contextAt());
    rename(session, 1, ['state']);
    rename(session, 2, []);
    assert.equal((await server.suspendUser(ACME, idOf(1), contextAt())).kind, 'changed');
    assert.equal((await server.suspendUser(ACME, idOf(3), contextAt())).kind, 'changed');
    await session.commit();
    const [, first, second, third] = await everyone(server);
    assert.deepEqual([first?.displayName, first?.state], ['Renamed 1', 'SUSPENDED']);
    assert.deepEqual([second?.displayName, second?.state], ['Renamed 2', 'ACTIVE']);
    assert.deepEqual([third?.displayName, third?.state], ['Person 3', 'SUSPENDED']);
  });

  test('is refused when the directory changed under it', async () => {
    const session = await commandLine.beginImport('overtaken', contextAt());
    rename(session, 5, []);
    await server.createAccount({ id: OTHER, name: 'Other', provisioning: 'manual' }, contextAt());
    await assert.rejects(session.commit(), StorageUnavailable);
    assert.equal((await everyone(server))[5]?.displayName, 'Person 5');
    const again = await commandLine.beginImport('again', contextAt());
    rename(again, 5, []);
    await again.commit();
    assert.equal((await everyone(server))[5]?.displayName, 'Renamed 5');
  });

  test('is refused when people came, changed or went under it, or the account changed', async () => {
    const changes = [
      () => server.createUser(ACME, person(900), contextAt()),
      () => server.updateUser(ACME, idOf(900), { email: 'moved@example.com' }, contextAt(), 'enforced'),
      () => server.deleteUser(ACME, idOf(900), contextAt(), 'enforced'),
      () => server.updateAccount(ACME, { requestsPerHour: 9 }, contextAt()),
    ];
    for (const change of changes) {
      const session = await commandLine.beginImport('overtaken', contextAt());
      rename(session, 6, []);
      await change();
      await assert.rejects(session.commit(), StorageUnavailable);
    }
    assert.equal((await everyone(server))[6]?.displayName, 'Person 6');
  });

  test('of two at once the second is refused whole', async () => {
    const [one, two] = [
      await commandLine.beginImport('one', contextAt()),
      await server.beginImport('two', contextAt()),
    ];
    rename(one, 7, []);
    rename(two, 8, []);
    await one.commit();
    await assert.rejects(two.commit(), StorageUnavailable);
    const crowd = await everyone(server);
    assert.deepEqual([crowd[7]?.displayName, crowd[8]?.displayName], ['Renamed 7', 'Person 8']);
  });
});

describe('a large import', () => {
  const COUNT = 25_000;

  for (const dataDir of ['folder', undefined] as const) {
    test(`into ${dataDir ?? 'memory'} leaves every index behind`, async () => {
      const storage = await openSqliteStorage({
        dataDir: dataDir && newFolder(),
        role: 'administration',
      });
      await fill(storage, { account: { id: OTHER }, people: people(3) });
      // Neither in the order of the table, nor of an index.
      const shuffled = Array.from({ length: COUNT }, (_, index) => (index * 7919) % COUNT);
      const crowd = people(COUNT);
      await fill(storage, { people: shuffled.flatMap((number) => crowd[number] ?? []) });
      const suspended = await walk(storage, { accountId: ACME, state: 'SUSPENDED', size: 1000 });
      assert.equal(suspended.length, COUNT / 5);
      assert.equal(parseUser(await storage.findUser(ACME, idOf(17_000))).id, idOf(17_000));
      assert.equal((await storage.suspendUser(ACME, idOf(0), contextAt())).kind, 'refused');
      await assert.rejects(fill(storage, { people: [person(COUNT, { email: person(9).email })] }), { field: 'email' });
      await fill(storage, { people: crowd.slice(0, 10) });
      assert.deepEqual(await everyone(storage, OTHER), people(3));
      await storage.close();
    });
  }

  test('tells texts apart by hash', () => {
    const hashes = new Set<number>();
    for (let number = 0; number < 200_000; number++) {
      const hash = hashOfText(`person${number}@example.com`, 2);
      assert.ok(Number.isSafeInteger(hash) && hash >= 0);
      hashes.add(hash).add(hashOfText(`person${number}@example.com`, 3));
    }
    assert.equal(hashes.size, 400_000);
  });
});
