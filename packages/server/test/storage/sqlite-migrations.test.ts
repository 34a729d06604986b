import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { Database } from '../../src/storage/sqlite/database.ts';
import { migrate } from '../../src/storage/sqlite/migrate.ts';
import { MIGRATIONS } from '../../src/storage/sqlite/migrations/all.ts';
import type { Migration } from '../../src/storage/sqlite/migrations/migration.ts';
import { openSqliteStorage } from '../../src/storage/sqlite/open.ts';
import { StorageRefused } from '../../src/storage/storage.ts';
import { everyone, fill, people } from './contract/samples.ts';
import { dataFolders } from './data-folder.ts';

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
