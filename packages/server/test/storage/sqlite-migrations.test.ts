import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { openSqliteCopy } from '../../src/storage/sqlite/copy/sqlite-source.ts';
import { Database } from '../../src/storage/sqlite/database.ts';
import { prepareFolder } from '../../src/storage/sqlite/folder.ts';
import { migrate } from '../../src/storage/sqlite/migrate.ts';
import { MIGRATIONS } from '../../src/storage/sqlite/migrations/all.ts';
import type { Migration } from '../../src/storage/sqlite/migrations/migration.ts';
import { openSqliteStorage } from '../../src/storage/sqlite/open.ts';
import { ServerLock } from '../../src/storage/sqlite/server-lock.ts';
import { StorageRefused } from '../../src/storage/storage.ts';
import { ACME, contextAt, everyone, fill, idOf, people } from './contract/samples.ts';
import { dataFolders } from './data-folder.ts';
import { NAMES, namesAreFound } from './names-are-found.ts';

const newFolder = dataFolders();

/** Steps that a later version could bring. */
const NICKNAME: Migration = {
  name: '901-nickname',
  up: (database) => database.exec('ALTER TABLE users ADD COLUMN nickname TEXT'),
};
const BROKEN: Migration = {
  name: '902-broken',
  up: (database) => database.exec('CREATE TABLE half (a TEXT); INSERT INTO nowhere VALUES (1)'),
};

describe('migrations', () => {
  const openFilled = async () => {
    const dataDir = newFolder();
    const storage = await openSqliteStorage({ dataDir, role: 'server' });
    await fill(storage, { people: people(5) });
    await storage.close();
    return { dataDir, database: new Database(join(dataDir, 'rollcall.db')) };
  };
  /** As the first version made it. */
  const oldFolder = () => {
    const dataDir = newFolder();
    const database = new Database(join(dataDir, 'rollcall.db'));
    MIGRATIONS[0]?.up(database);
    database.exec('PRAGMA user_version = 1; PRAGMA application_id = 0x524f4c4c');
    return { dataDir, database };
  };
  const versionOf = (database: Database) => database.one('PRAGMA user_version')?.user_version;

  test('bring a store of an older version up to date and keep what is in it', async () => {
    const { dataDir, database } = await openFilled();
    assert.equal(versionOf(database), MIGRATIONS.length);
    await migrate(database, dataDir, [...MIGRATIONS, NICKNAME]);
    assert.equal(versionOf(database), MIGRATIONS.length + 1);
    assert.equal(database.all('SELECT nickname FROM users').length, 5);
    await migrate(database, dataDir, [...MIGRATIONS, NICKNAME]);
    database.close();
  });

  test('are not begun by a command while a server of the older version runs', async () => {
    const { dataDir, database } = oldFolder();
    const server = new ServerLock(prepareFolder(dataDir));
    const sentence = new RegExp(`older Rollcall \\(process ${process.pid}\\) runs on .+\\. Stop that server first`);
    await assert.rejects(openSqliteStorage({ dataDir, role: 'administration' }), sentence);
    await assert.rejects(openSqliteCopy(dataDir, true), sentence);
    assert.equal(versionOf(database), 1);
    server.release();
    await (await openSqliteStorage({ dataDir, role: 'administration' })).close();
    assert.equal(versionOf(database), MIGRATIONS.length);
    database.close();
  });

  test('after which the older program refuses the store', async () => {
    const { dataDir, database } = await openFilled();
    await migrate(database, dataDir, [...MIGRATIONS, NICKNAME]);
    database.close();
    await assert.rejects(openSqliteStorage({ dataDir, role: 'server' }), StorageRefused);
  });

  test('that fail leave the store as it was, for the older program to go on', async () => {
    const { dataDir, database } = await openFilled();
    await assert.rejects(migrate(database, dataDir, [...MIGRATIONS, NICKNAME, BROKEN]), /nowhere/);
    assert.equal(versionOf(database), MIGRATIONS.length);
    assert.throws(() => database.all('SELECT nickname FROM users'), /no such column/);
    assert.equal(database.one("SELECT 1 FROM sqlite_schema WHERE name = 'half'"), undefined);
    database.close();
    const storage = await openSqliteStorage({ dataDir, role: 'server' });
    assert.deepEqual(await everyone(storage), people(5));
    await storage.close();
  });

  test('keep what was written down, in its order, when more may have acted', async () => {
    const { dataDir, database } = oldFolder();
    const insert = `INSERT INTO audit (sequence, at, action, outcome, reason, account_id, subject, actor_kind, actor_id,
      address, user_agent, request_id, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
    for (const sequence of [1, 2, 5]) {
      const refusal = ['token.refused', 'refused', 'invalid_client', null, `subject ${sequence}`] as const;
      database.run(
        insert,
        sequence,
        sequence,
        ...refusal,
        'operator',
        'root',
        null,
        'curl',
        `id ${sequence}`,
        '{"a":1}',
      );
    }
    const before = database.all('SELECT * FROM audit ORDER BY sequence');
    database.exec(`INSERT INTO accounts (id, name, provisioning, create_time)
        VALUES ('${ACME}', 'Acme', 'manual', '2024-01-01T00:00:00Z');
      INSERT INTO users (account, create_time, id, email, email_key, display_name, state, role, externally_managed)
        VALUES (1, '2024-01-01T00:00:00Z', '${idOf(0)}', 'a@example.com', 'a@example.com', 'A', 'ACTIVE', 'owner', 0)`);
    await migrate(database, dataDir);
    assert.deepEqual(database.all('SELECT * FROM audit ORDER BY sequence'), before);
    database.close();

    const storage = await openSqliteStorage({ dataDir, role: 'server' });
    const account = await storage.findAccount(ACME);
    assert.deepEqual([account?.requestsPerMinute, account?.requestsPerHour], [undefined, undefined]);
    assert.equal((await storage.findPerson(ACME, idOf(0)))?.securityGroup, false);
    const actor = { kind: 'person', id: idOf(0), address: undefined, userAgent: undefined } as const;
    await storage.updateAccount(ACME, { name: 'New' }, { ...contextAt(), actor });
    const entries = await storage.listAudit({ limit: 9 });
    assert.deepEqual(
      entries.map(({ sequence, actor }) => [sequence, actor.kind]),
      [[6, 'person'], ...[5, 2, 1].map((sequence) => [sequence, 'operator'])],
    );
    await storage.close();
  });

  test('find people by their names who were there before names were searched', async () => {
    const dataDir = newFolder();
    const database = new Database(join(dataDir, 'rollcall.db'));
    const before = MIGRATIONS.slice(
      0,
      MIGRATIONS.findIndex(({ name }) => name === '005-search'),
    );
    await migrate(database, dataDir, before);
    database.run("INSERT INTO accounts (id, name, provisioning, create_time) VALUES (?1, 'A', 'manual', ?1)", ACME);
    const crowd = people(2500).map((each, number) => ({ ...each, displayName: NAMES[number] ?? `Näme ${number}` }));
    database.exec('BEGIN');
    for (const { id, email, displayName, state, createTime, role } of crowd) {
      const values = [createTime, id, email, email, displayName, state, role];
      database.run(
        `INSERT INTO users (account, create_time, id, email, email_key, display_name, state, role, externally_managed)
          VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, 0)`,
        ...values,
      );
    }
    database.exec('COMMIT');
    database.close();
    const storage = await openSqliteStorage({ dataDir, role: 'server' });
    await namesAreFound(storage, crowd);
    await storage.close();
  });

  test('run once when several connections begin them together', async () => {
    const dataDir = newFolder();
    let runs = 0;
    const counted = MIGRATIONS.map(({ name, up }) => ({
      name,
      up: (database: Database) => {
        runs++;
        up(database);
      },
    }));
    const file = join(dataDir, 'rollcall.db');
    // One after the other, as the lock makes them: the second finds the work done.
    for (const database of [new Database(file), new Database(file)]) {
      await migrate(database, dataDir, counted);
      database.close();
    }
    assert.equal(runs, MIGRATIONS.length);
  });
});
