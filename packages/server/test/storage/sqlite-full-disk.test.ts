import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { integer } from '../../src/storage/row.ts';
import { Database } from '../../src/storage/sqlite/database.ts';
import { openSqliteStorage } from '../../src/storage/sqlite/open.ts';
import { StorageUnavailable } from '../../src/storage/storage.ts';
import { ACME, contextAt, everyone, fill, idOf, OTHER, parseUser, people, person } from './contract/samples.ts';
import { dataFolders } from './data-folder.ts';

const newFolder = dataFolders();
const CROWD = people(200);
const SENTENCE = /The store in .+ has no space left on its disk\. Free some space; nothing has been changed\.$/;

/** A limit on the database's pages gives the very error of a full disk, SQLITE_FULL, at a place of our choosing. */
describe('a full disk', () => {
  test('refuses changes, serves reads, and works on when there is space again', async () => {
    const dataDir = await prepare();
    const full = await openSqliteStorage({ dataDir, role: 'server', maxPageCount: pagesOf(dataDir) });
    const context = { ...contextAt(), requestId: 'x'.repeat(100_000) };
    const refused = await Promise.allSettled([1, 2, 3].map((number) => full.suspendUser(ACME, idOf(number), context)));
    for (const result of refused) {
      assert.ok(result.status === 'rejected' && result.reason instanceof StorageUnavailable, String(result.status));
      assert.match(result.reason.message, SENTENCE);
    }
    assert.equal(parseUser(await full.findUser(ACME, idOf(1))).state, 'ACTIVE');
    assert.deepEqual(await everyone(full), CROWD);
    await full.close();
    const again = await openSqliteStorage({ dataDir, role: 'server' });
    assert.equal((await again.suspendUser(ACME, idOf(1), context)).kind, 'changed');
    assert.equal((await again.listAudit({ action: 'user.suspended', limit: 10 })).length, 1);
    await again.close();
  });

  test('a change that still fits goes through after one that did not', async () => {
    const dataDir = await prepare();
    const full = await openSqliteStorage({ dataDir, role: 'server', maxPageCount: pagesOf(dataDir) });
    await assert.rejects(full.suspendUser(ACME, idOf(1), { ...contextAt(), requestId: 'x'.repeat(100_000) }), SENTENCE);
    assert.equal((await full.suspendUser(ACME, idOf(2), contextAt())).kind, 'changed');
    await full.check();
    await full.close();
  });

  test('an import that does not fit leaves nothing behind', async () => {
    const dataDir = await prepare();
    const full = await openSqliteStorage({ dataDir, role: 'administration', maxPageCount: pagesOf(dataDir) + 20 });
    const session = await full.beginImport('large', contextAt());
    const account = (id: string) => {
      return { kind: 'account', account: { id, name: 'Other', provisioning: 'manual' }, made: [] } as const;
    };
    await session.applyAll([account(OTHER)]);
    await assert.rejects(async () => {
      for (let number = 0; number < 5000; number++) {
        const somebody = { ...person(number, { role: 'owner' }), accountId: OTHER };
        await session.applyAll([{ kind: 'person', person: somebody, made: [] }]);
      }
      await session.commit();
    }, StorageUnavailable);
    assert.throws(() => session.applyAll([account(idOf(1))]), StorageUnavailable);
    await session.abort();
    assert.equal(await full.findAccount(OTHER), undefined);
    assert.deepEqual(await everyone(full), CROWD);
    assert.equal((await full.suspendUser(ACME, idOf(2), contextAt())).kind, 'changed');
    await full.close();
  });
});

async function prepare(): Promise<string> {
  const dataDir = newFolder();
  const storage = await openSqliteStorage({ dataDir, role: 'server' });
  await fill(storage, { people: CROWD });
  await storage.close();
  return dataDir;
}

function pagesOf(dataDir: string): number {
  const database = new Database(join(dataDir, 'rollcall.db'));
  const row = database.one('PRAGMA page_count');
  database.close();
  assert.ok(row);
  return integer(row, 'page_count');
}
