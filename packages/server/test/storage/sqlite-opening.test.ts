import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { Database } from '../../src/storage/sqlite/database.ts';
import { MIGRATIONS } from '../../src/storage/sqlite/migrations/all.ts';
import { openSqliteStorage } from '../../src/storage/sqlite/open.ts';
import { StorageRefused } from '../../src/storage/storage.ts';
import { ACME, fill, idOf, people } from './contract/samples.ts';
import { dataFolders } from './data-folder.ts';
import { StoreProcess } from './store-process.ts';

const newFolder = dataFolders();

describe('opening a data folder', () => {
  test('makes it for its owner alone, and finds everything again', async () => {
    const dataDir = join(newFolder(), 'deep', 'data');
    const first = await openSqliteStorage({ dataDir, role: 'server' });
    await fill(first, { people: people(3) });
    const key = await first.loadKey('page-tokens');
    for (const file of ['rollcall.db', 'rollcall.db-wal', 'rollcall.db-shm', 'server.lock', 'server.pid']) {
      assert.equal(statSync(join(dataDir, file)).mode & 0o777, 0o600, file);
    }
    assert.equal(statSync(dataDir).mode & 0o777, 0o700);
    await first.close();
    const second = await openSqliteStorage({ dataDir, role: 'server' });
    assert.ok(await second.findUser(ACME, idOf(1)));
    assert.deepEqual(await second.loadKey('page-tokens'), key);
    await second.close();
  });

  test('a second server is refused by name, and the command line is not', async () => {
    const dataDir = newFolder();
    const server = await openSqliteStorage({ dataDir, role: 'server' });
    await refused(dataDir, new RegExp(`${dataDir} is in use by another Rollcall server \\(process ${process.pid}\\)`));
    const administration = await openSqliteStorage({ dataDir, role: 'administration' });
    await fill(administration, { people: people(3) });
    await administration.close();
    assert.ok(await server.findUser(ACME, idOf(1)));
    await server.close();
    await (await openSqliteStorage({ dataDir, role: 'server' })).close();
  });

  test('a server in another process holds the folder until it ends, however it ends', async () => {
    const dataDir = newFolder();
    const other = await StoreProcess.start(dataDir, 'server');
    await refused(dataDir, new RegExp(`process ${other.pid}\\)`));
    await other.kill();
    await (await openSqliteStorage({ dataDir, role: 'server' })).close();
  });

  test('several processes open a new folder at once', async () => {
    const dataDir = newFolder();
    const processes = await Promise.all([0, 1, 2, 3].map(() => StoreProcess.start(dataDir, 'administration')));
    for (const one of processes) await one.ask('check');
    for (const one of processes) await one.kill();
  });

  test('a file in place of the folder', async () => {
    const path = join(newFolder(), 'data');
    writeFileSync(path, '');
    await refused(path, /data is not a folder\. Move that file away, or choose another folder\.$/);
    await refused(join(path, 'below'), /is not a folder/);
  });

  test('a folder in place of the database', async () => {
    const dataDir = newFolder();
    mkdirSync(join(dataDir, 'rollcall.db'));
    await refused(dataDir, /holds a folder named rollcall\.db/);
  });

  test('a folder that cannot be written to', { skip: process.platform !== 'linux' }, async () => {
    // Modes do not bind the superuser; the kernel's own files do.
    await refused('/proc/self/rollcall', /^The data folder \/proc\/self\/rollcall .+ choose another folder\.$/);
  });

  test('a file that is no database is left as it is', async () => {
    const dataDir = newFolder();
    const content = 'Dear diary, '.repeat(500);
    writeFileSync(join(dataDir, 'rollcall.db'), content);
    await refused(dataDir, /not a Rollcall store\. Move it away, or choose another folder\.$/);
    assert.equal(readFileSync(join(dataDir, 'rollcall.db'), 'utf8'), content);
  });

  test("another program's database is left as it is", async () => {
    const dataDir = newFolder();
    const theirs = new Database(join(dataDir, 'rollcall.db'));
    theirs.exec('CREATE TABLE recipes (name TEXT)');
    theirs.close();
    await refused(dataDir, /not a Rollcall store/);
  });

  test('a damaged store is refused', async () => {
    const dataDir = newFolder();
    const storage = await openSqliteStorage({ dataDir, role: 'server' });
    await fill(storage, { people: people(500) });
    await storage.close();
    const file = join(dataDir, 'rollcall.db');
    const bytes = readFileSync(file);
    bytes.fill(0xa5, 100, 4096);
    writeFileSync(file, bytes);
    await refused(dataDir, /is damaged\. Stop the server and restore the folder from a backup\.$/);
  });

  test('a store of a newer version is refused and left as it is', async () => {
    const dataDir = newFolder();
    await (await openSqliteStorage({ dataDir, role: 'server' })).close();
    const database = new Database(join(dataDir, 'rollcall.db'));
    database.exec('PRAGMA user_version = 999');
    database.close();
    await refused(dataDir, /written by a newer Rollcall \(schema 999; this program knows \d+\)/);
    const again = new Database(join(dataDir, 'rollcall.db'));
    again.exec(`PRAGMA user_version = ${MIGRATIONS.length}`);
    again.close();
    await (await openSqliteStorage({ dataDir, role: 'server' })).close();
  });
});

/** Refused with a sentence that names the folder, and nothing held: the lock is free for the next attempt. */
async function refused(dataDir: string, message: RegExp): Promise<void> {
  await assert.rejects(openSqliteStorage({ dataDir, role: 'server' }), (error: unknown) => {
    assert.ok(error instanceof StorageRefused, String(error));
    assert.match(error.message, message);
    assert.ok(error.message.includes(dataDir), error.message);
    return true;
  });
}
