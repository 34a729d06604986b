import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { hashBytes } from '../../src/storage/application-row.ts';
import { connectAlone } from '../../src/storage/postgres/connection.ts';
import { migrate as migratePostgres } from '../../src/storage/postgres/migrate.ts';
import { MIGRATIONS as POSTGRES_MIGRATIONS } from '../../src/storage/postgres/migrations/all.ts';
import { openPostgresStorage } from '../../src/storage/postgres/open.ts';
import { Database } from '../../src/storage/sqlite/database.ts';
import { migrate as migrateSqlite } from '../../src/storage/sqlite/migrate.ts';
import { MIGRATIONS as SQLITE_MIGRATIONS } from '../../src/storage/sqlite/migrations/all.ts';
import { openSqliteStorage } from '../../src/storage/sqlite/open.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { testCluster } from '../postgres/test-cluster.ts';
import { ACME, clientId, hashOf } from './contract/samples.ts';
import { dataFolders } from './data-folder.ts';

const PATIENCE_MS = 60_000;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const CREATED = '2024-02-03T04:05:06Z';
const ACCOUNT = `(id, name, provisioning, create_time) VALUES ('${ACME}', 'Acme', 'manual', '${CREATED}')`;
const APPLICATION = '(client_id, account, name, description, redirect_url, scopes, secret_hash, create_time)';
const application = (number: number, hash: string) =>
  `('${clientId(number)}', 1, 'A', '', 'https://a.example', 'get_user', ${hash}, '${CREATED}')`;

/** The one secret that an application of an older version had. */
async function keptTheirSecrets(storage: Storage): Promise<void> {
  const ids = new Set<string>();
  for (const number of [1, 2]) {
    const [secret, ...others] = (await storage.findApplication(clientId(number)))?.secrets ?? [];
    assert.deepEqual(others, []);
    assert.deepEqual([secret?.hash, secret?.expiresAt], [hashOf(number), undefined]);
    const [shown] = await storage.listSecrets(clientId(number));
    assert.match(shown?.id ?? '', UUID);
    assert.deepEqual([shown?.label, shown?.createTime, shown?.id], ['First secret', CREATED, secret?.id]);
    ids.add(shown?.id ?? '');
  }
  assert.equal(ids.size, 2);
}

describe('a store of one secret for each application keeps them', () => {
  const newFolder = dataFolders();
  const cluster = testCluster();

  test('in a folder', async () => {
    const dataDir = newFolder();
    const database = new Database(join(dataDir, 'rollcall.db'));
    await migrateSqlite(database, dataDir, SQLITE_MIGRATIONS.slice(0, 1));
    database.run(`INSERT INTO accounts ${ACCOUNT}`);
    for (const number of [1, 2]) {
      database.run(
        `INSERT INTO applications ${APPLICATION} VALUES ${application(number, '?')}`,
        hashBytes(hashOf(number)),
      );
    }
    database.close();
    const storage = await openSqliteStorage({ dataDir, role: 'server' });
    await keptTheirSecrets(storage);
    await storage.close();
  });

  test('in PostgreSQL', async () => {
    const options = { url: await cluster().createDatabase(), connectMs: PATIENCE_MS, queryMs: PATIENCE_MS };
    const client = await connectAlone(options);
    await migratePostgres(client, 'the test', POSTGRES_MIGRATIONS.slice(0, 2));
    await client.query(`INSERT INTO rollcall.accounts ${ACCOUNT}`);
    for (const number of [1, 2]) {
      const values = application(number, `'\\x${hashOf(number)}'`);
      await client.query(`INSERT INTO rollcall.applications ${APPLICATION} VALUES ${values}`);
    }
    await client.end();
    const storage = await openPostgresStorage({ ...options, role: 'server' });
    await keptTheirSecrets(storage);
    await storage.close();
  });
});
