import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { connectAlone } from '../../src/storage/postgres/connection.ts';
import { migrate } from '../../src/storage/postgres/migrate.ts';
import { MIGRATIONS } from '../../src/storage/postgres/migrations/all.ts';
import type { Migration } from '../../src/storage/postgres/migrations/migration.ts';
import { openPostgresStorage } from '../../src/storage/postgres/open.ts';
import { toJsonText } from '../../src/storage/postgres/user-json.ts';
import { StorageRefused, StorageUnavailable } from '../../src/storage/storage.ts';
import { testCluster } from '../postgres/test-cluster.ts';
import { ACME, contextAt, everyone, fill, idOf, OTHER, people, person } from './contract/samples.ts';
import { NAMES, namesAreFound } from './names-are-found.ts';

const PATIENCE_MS = 60_000;
const VERSION = MIGRATIONS.length;

/** Steps that a later version could bring. */
const ADDS: Migration = {
  name: '901-adds',
  compatibleFrom: 1,
  sql: 'ALTER TABLE rollcall.users ADD COLUMN nickname text',
};
const RENAMES: Migration = {
  name: '902-renames',
  compatibleFrom: VERSION + 2,
  sql: 'ALTER TABLE rollcall.users RENAME COLUMN display_name TO shown_name',
};
const BROKEN: Migration = {
  name: '903-broken',
  compatibleFrom: 1,
  sql: 'CREATE TABLE rollcall.half (a text); INSERT INTO rollcall.nowhere VALUES (1)',
};

const cluster = testCluster();
const open = (url: string) =>
  openPostgresStorage({ url, role: 'server', connectMs: PATIENCE_MS, queryMs: PATIENCE_MS });

async function bringTo(url: string, migrations: readonly Migration[]): Promise<void> {
  const client = await connectAlone({ url, connectMs: PATIENCE_MS, queryMs: PATIENCE_MS });
  try {
    await migrate(client, 'the test', migrations);
  } finally {
    await client.end();
  }
}

describe('migrations of PostgreSQL', () => {
  const openFilled = async () => {
    const url = await cluster().createDatabase();
    const storage = await open(url);
    await fill(storage, { people: people(5) });
    return { url, storage, ask: (sql: string) => cluster().query(sql, new URL(url).pathname.slice(1)) };
  };

  test('of ten servers that start at once, one does the work', async () => {
    const url = await cluster().createDatabase();
    const servers = await Promise.all(Array.from({ length: 10 }, () => open(url)));
    const keys = await Promise.all(servers.map((server) => server.loadKey('page-tokens')));
    for (const key of keys) assert.deepEqual(key, keys[0]);
    const database = new URL(url).pathname.slice(1);
    const steps = await cluster().query('SELECT version FROM rollcall.schema_migrations', database);
    assert.deepEqual(
      steps,
      MIGRATIONS.map((_, index) => ({ version: index + 1 })),
    );
    await Promise.all(servers.map((server) => server.close()));
  });

  test('of a newer version that only add leave this one working, running and new', async () => {
    const { url, storage } = await openFilled();
    await fill(storage, { account: { id: OTHER }, people: [0, 1].map((each) => person(each, { role: 'owner' })) });
    // Every statement is prepared before the columns are added.
    for (const move of ['suspendUser', 'reactivateUser'] as const) await storage[move](OTHER, idOf(0), contextAt());
    await bringTo(url, [...MIGRATIONS, ADDS]);
    await storage.check();
    assert.equal((await storage.suspendUser(OTHER, idOf(0), contextAt())).kind, 'changed');
    assert.equal((await storage.suspendUser(ACME, idOf(1), contextAt())).kind, 'changed');
    const another = await open(url);
    await fill(another, { people: people(6) });
    assert.equal((await everyone(storage)).length, 6);
    await Promise.all([storage.close(), another.close()]);
  });

  test('of a newer version that take something away refuse this one, and show in the check of what runs', async () => {
    const { url, storage } = await openFilled();
    await bringTo(url, [...MIGRATIONS, ADDS, RENAMES]);
    await assert.rejects(storage.check(), StorageUnavailable);
    await assert.rejects(open(url), (error: unknown) => {
      assert.ok(error instanceof StorageRefused);
      assert.match(error.message, /was brought to schema \d+ by a newer Rollcall.*Start the newer version\.$/);
      return true;
    });
    await storage.close();
  });

  test('that fail leave the database as it was', async () => {
    const { url, storage, ask } = await openFilled();
    await assert.rejects(bringTo(url, [...MIGRATIONS, ADDS, BROKEN]), /nowhere/);
    assert.deepEqual(await ask("SELECT to_regclass('rollcall.half') AS half"), [{ half: null }]);
    await assert.rejects(ask('SELECT nickname FROM rollcall.users'), /nickname/);
    await storage.check();
    assert.deepEqual(await everyone(storage), people(5));
    await storage.close();
  });

  test('keep what was written down when more may have acted', async () => {
    const url = await cluster().createDatabase();
    const database = new URL(url).pathname.slice(1);
    await bringTo(url, MIGRATIONS.slice(0, 2));
    await cluster().query(
      `INSERT INTO rollcall.accounts (id, name, provisioning, create_time)
          VALUES ('${ACME}', 'Acme', 'manual', '2024-01-01T00:00:00Z');
        INSERT INTO rollcall.users
          (account, create_time, id, email, email_key, display_name, state, role, externally_managed)
          VALUES (1, '2024-01-01T00:00:00Z', '${idOf(0)}', 'a@example.com', 'a@example.com', 'A', 'ACTIVE', 'owner', false);
        INSERT INTO rollcall.audit (at, action, outcome, subject, actor_kind, actor_id, request_id)
          SELECT number, 'token.refused', 'refused', 'somebody', 'operator', 'root', 'id'
          FROM generate_series(1, 3) AS number`,
      database,
    );
    const storage = await open(url);
    assert.equal((await storage.findPerson(ACME, idOf(0)))?.securityGroup, false);
    const actor = { kind: 'person', id: idOf(0), address: undefined, userAgent: undefined } as const;
    await storage.updateAccount(ACME, { name: 'New' }, { ...contextAt(), actor });
    assert.deepEqual(
      (await storage.listAudit({ limit: 9 })).map((entry) => [entry.sequence, entry.actor.kind]),
      [[4, 'person'], ...[3, 2, 1].map((sequence) => [sequence, 'operator'])],
    );
    await assert.rejects(
      cluster().query("UPDATE rollcall.audit SET actor_kind = 'nobody' WHERE sequence = 4", database),
      /actor_kind/,
    );
    await storage.close();
  });

  test('find people by their names who were there before names were searched', async () => {
    const url = await cluster().createDatabase();
    const before = MIGRATIONS.findIndex(({ name }) => name === '006-search');
    await bringTo(url, MIGRATIONS.slice(0, before));
    const database = new URL(url).pathname.slice(1);
    const crowd = people(6000).map((each, number) => ({ ...each, displayName: NAMES[number] ?? `Näme ${number}` }));
    const rows = JSON.stringify(
      crowd.map((each) => ({ ...each, displayName: undefined, stored: toJsonText(each.displayName) })),
    ).replaceAll("'", "''");
    await cluster().query(
      `INSERT INTO rollcall.accounts (id, name, provisioning, create_time) VALUES ('${ACME}', 'A', 'manual', 'x');
      INSERT INTO rollcall.users (account, create_time, id, email, email_key, display_name, state, role, externally_managed)
        SELECT 1, g->>'createTime', g->>'id', g->>'email', g->>'email', g->>'stored', g->>'state', g->>'role', false
        FROM json_array_elements('${rows}') g`,
      database,
    );
    const storage = await open(url);
    await namesAreFound(storage, crowd);
    await storage.close();
  });

  test('do not touch a schema of that name that is not ours', async () => {
    const url = await cluster().createDatabase();
    const database = new URL(url).pathname.slice(1);
    await cluster().query('CREATE SCHEMA rollcall; CREATE TABLE rollcall.users (name text)', database);
    await assert.rejects(open(url), (error: unknown) => {
      assert.ok(error instanceof StorageRefused);
      assert.match(error.message, /is not Rollcall's\. Rename it, or choose another database\.$/);
      return true;
    });
  });
});
