import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { COPIED_TABLES } from '../../src/storage/move/copied-tables.ts';
import { moveStore } from '../../src/storage/move/move-store.ts';
import { openPostgresStorage } from '../../src/storage/postgres/open.ts';
import { text } from '../../src/storage/row.ts';
import { Database } from '../../src/storage/sqlite/database.ts';
import { openSqliteStorage } from '../../src/storage/sqlite/open.ts';
import { type Storage, StorageRefused } from '../../src/storage/storage.ts';
import { testCluster } from '../postgres/test-cluster.ts';
import { adminKey, OPERATOR, passkey, personId, signIn } from './contract/identity-samples.ts';
import {
  ACME,
  application,
  clientId,
  contextAt,
  everyone,
  fill,
  hashOf,
  idOf,
  NOW,
  OTHER,
  people,
  person,
  secret,
  walk,
} from './contract/samples.ts';
import { dataFolders } from './data-folder.ts';

const PATIENCE_MS = 60_000;
const newFolder = dataFolders();
const cluster = testCluster();
const AWKWARD = ['Ωmega "quoted" \\ \\n', 'tab\tnewline\nreturn\r', 'a null\u0000inside', '👩‍👩‍👧‍👦', '\\N', ''];

const openTarget = (url: string): Promise<Storage> =>
  openPostgresStorage({ url, role: 'server', connectMs: PATIENCE_MS, queryMs: PATIENCE_MS });

/** A folder with something in every table, and with what is hard to carry. */
async function filledFolder(): Promise<string> {
  const dataDir = newFolder();
  const storage = await openSqliteStorage({ dataDir, role: 'server' });
  await fill(storage, { people: people(3000), applications: [application(1), application(2)] });
  const awkward = AWKWARD.map((name, number) =>
    person(number, {
      displayName: name,
      email: `${name}${number}@Example.com`,
      role: 'owner',
      externallyManaged: true,
      securityGroup: true,
    }),
  );
  await fill(storage, { account: { id: OTHER, name: 'Ö "\\" Co' }, people: awkward });
  const actor = { kind: 'person', id: idOf(0), address: undefined, userAgent: undefined } as const;
  await storage.updateAccount(OTHER, { requestsPerHour: 0 }, { ...contextAt(), actor });
  await storage.updateApplication(clientId(1), { requestsPerMinute: 0, description: 'two\nlines\t\\' }, contextAt());
  for (const number of [1, 2, 3]) {
    await storage.issueToken({ hash: hashOf(number), clientId: clientId(1), expiresAt: NOW + 9e6 }, contextAt());
  }
  await storage.suspendUser(ACME, idOf(1), contextAt());
  await storage.suspendUser(OTHER, idOf(0), contextAt());
  const call = { clientId: clientId(1), apiVersion: 'v1', calls: 3, firstAt: 5, lastAt: 9 };
  await storage.recordCalls([
    { ...call, userAgent: 'ürgent/1' },
    { ...call, userAgent: 'zeta\\1' },
  ]);
  await storage.addSecret(clientId(1), secret(40, { label: 'tab\t', expiresAt: NOW + 9 }), contextAt());
  const use = { clientId: clientId(1), secretId: clientId(40), userAgent: 'zeta\\1', address: '::1', uses: 2 };
  await storage.recordSecretUses([{ ...use, firstAt: 5, lastAt: 9 }]);
  const hour = { clientId: clientId(1), hour: 3_600_000, calls: 4, refused: 3, limited: 2, failed: 1 };
  await storage.recordUsage([hour]);
  const refused = {
    action: 'token.refused',
    outcome: 'refused',
    reason: 'invalid_client',
    accountId: undefined,
  } as const;
  await storage.appendAudit({ ...refused, subject: 'a\tb\\c', detail: { why: '"\\' } }, contextAt());
  await storage.loadKey('page-tokens');
  await fillIdentities(storage);
  await storage.close();
  return dataDir;
}

/** Those who sign in, and what they sign in with. */
async function fillIdentities(storage: Storage): Promise<void> {
  await storage.createOperator({ id: OPERATOR.operatorId, name: 'Ωperator' }, contextAt());
  await storage.addPasskey(OPERATOR, passkey(1, { transports: [] }), contextAt());
  await storage.addPasskey(personId(0), passkey(2, { backedUp: false }), contextAt());
  await storage.createAdminKey(adminKey(1, { expireTime: '2030-01-01T00:00:00Z' }), contextAt());
  await storage.createAdminKey(adminKey(2, { accountId: undefined }), contextAt());
  await storage.recordKeyUses([{ id: clientId(1), lastAt: NOW }]);
  const sso = { issuer: 'https://id.example/ü', clientId: 'tab\t', sealedClientSecret: undefined };
  await storage.setSingleSignOn(ACME, sso, contextAt());
  await signIn(storage, personId(0), 1);
}

async function tokenIn(storage: Storage, number: number): Promise<unknown> {
  const found = await storage.findToken(hashOf(number), NOW);
  return [found?.application.clientId, found?.issuedAt, found?.expiresAt];
}

async function contentOf(storage: Storage): Promise<unknown> {
  const accounts = await storage.listAccounts();
  return {
    accounts,
    people: await Promise.all(accounts.map(({ id }) => everyone(storage, id))),
    pages: await Promise.all(accounts.map(({ id }) => walk(storage, { accountId: id, state: 'ACTIVE', size: 700 }))),
    applications: await Promise.all([1, 2].map(async (number) => storage.findApplication(clientId(number)))),
    tokens: await Promise.all([1, 2, 3].map((number) => tokenIn(storage, number))),
    secrets: await storage.listSecrets(clientId(1)),
    secretUses: await storage.listSecretUses(clientId(1)),
    usage: await storage.listUsage(clientId(1), 0),
    calls: await storage.listCalls(clientId(1)),
    operators: await storage.listOperators(),
    passkeys: [await storage.listPasskeys(OPERATOR), await storage.listPasskeys(personId(0))],
    adminKeys: await Promise.all([ACME, undefined].map(async (account) => storage.listAdminKeys(account))),
    foundKey: await storage.findAdminKey(hashOf(1), NOW),
    singleSignOn: await storage.findSingleSignOn(ACME),
    audit: await storage.listAudit({ limit: 1000 }),
    key: Buffer.from(await storage.loadKey('page-tokens')).toString('hex'),
  };
}

describe('moving a store from a folder to PostgreSQL', () => {
  test('brings everything over, and work goes on from there', async () => {
    const from = await filledFolder();
    const to = await cluster().createDatabase();
    const moved = await moveStore({ from, to, live: false });
    assert.deepEqual(
      moved.map(({ table, rows }) => [table, rows]),
      [
        ['keys', 1],
        ['accounts', 2],
        ['users', 3006],
        ['applications', 2],
        ['application_secrets', 3],
        ['secret_uses', 1],
        ['usage', 1],
        ['tokens', 3],
        ['calls', 2],
        ['operators', 1],
        ['passkeys', 2],
        ['admin_keys', 2],
        ['single_sign_on', 1],
        ['audit', 18],
      ],
    );
    for (const { digest } of moved) assert.match(digest, /^[0-9a-f]{64}$/);
    const [source, target] = await Promise.all([openSqliteStorage({ dataDir: from, role: 'server' }), openTarget(to)]);
    assert.deepEqual(await contentOf(target), await contentOf(source));
    const last = (await target.listAudit({ limit: 1 }))[0]?.sequence ?? 0;
    await target.createAccount({ id: idOf(1), name: 'New', provisioning: 'manual' }, contextAt());
    await target.createApplication(application(7, { accountId: idOf(1) }), contextAt());
    assert.equal((await target.listAudit({ limit: 1 }))[0]?.sequence, last + 2);
    await Promise.all([source.close(), target.close()]);
  });

  test('is refused where the database holds a store, which stays as it is', async () => {
    const to = await cluster().createDatabase();
    const target = await openTarget(to);
    await fill(target, { account: { id: OTHER }, people: people(3) });
    await refused(moveStore({ from: await filledFolder(), to, live: false }), /holds a Rollcall store already/);
    assert.deepEqual(await everyone(target, OTHER), people(3));
    assert.equal((await target.listAccounts()).length, 1);
    await target.close();
  });

  test('is refused where there is no store to move, and makes none', async () => {
    const to = await cluster().createDatabase();
    await refused(moveStore({ from: join(newFolder(), 'nothing'), to, live: false }), /There is no store in/);
  });

  test('is refused while a server runs on the folder, unless a snapshot is wanted', async () => {
    const from = await filledFolder();
    const to = await cluster().createDatabase();
    const server = await openSqliteStorage({ dataDir: from, role: 'server' });
    await refused(moveStore({ from, to, live: false }), /in use by another Rollcall server/);
    const before = await contentOf(server);
    let wrote: Promise<unknown> | undefined;
    await moveStore({
      from,
      to,
      live: true,
      onProgress: () => {
        wrote ??= server.suspendUser(ACME, idOf(2), contextAt());
      },
    });
    await wrote;
    const target = await openTarget(to);
    assert.deepEqual(await contentOf(target), before);
    await Promise.all([server.close(), target.close()]);
  });

  test('moves nothing when it is stopped, or when a command changes the folder meanwhile, and can be run again', async () => {
    const from = await filledFolder();
    const to = await cluster().createDatabase();
    const stop = new AbortController();
    const stopped = moveStore({ from, to, live: false, signal: stop.signal, onProgress: () => stop.abort() });
    await assert.rejects(stopped, { name: 'AbortError' });
    const command = await openSqliteStorage({ dataDir: from, role: 'administration' });
    let wrote: Promise<unknown> | undefined;
    const overtaken = moveStore({
      from,
      to,
      live: false,
      onProgress: () => {
        wrote ??= command.rotateSecret(clientId(2), secret(77), undefined, contextAt());
      },
    });
    await refused(overtaken, /was changed by a command while it was copied/);
    await wrote;
    await command.close();
    assert.deepEqual(
      await cluster().query('SELECT count(*)::int AS n FROM rollcall.users', new URL(to).pathname.slice(1)),
      [{ n: 0 }],
    );
    await moveStore({ from, to, live: false });
    const target = await openTarget(to);
    const moved = await target.findApplication(clientId(2));
    assert.deepEqual(moved?.secrets, [{ id: clientId(77), hash: hashOf(77), expiresAt: undefined }]);
    await target.close();
  });

  test('knows every table and column there is', async () => {
    const from = await filledFolder();
    const database = new Database(join(from, 'rollcall.db'));
    const tables = database.all("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
    const names = tables.map((row) => text(row, 'name'));
    // What is about the folder itself, and what people begin anew.
    const left = ['store', 'sessions', 'invites', 'spent'];
    assert.deepEqual(names.filter((name) => !left.includes(name)).sort(), COPIED_TABLES.map(({ name }) => name).sort());
    const to = await cluster().createDatabase();
    await (await openTarget(to)).close();
    for (const { name, columns } of COPIED_TABLES) {
      const here = database.all(`SELECT name FROM pragma_table_info('${name}')`).map((row) => text(row, 'name'));
      const there = await cluster().query(
        `SELECT column_name FROM information_schema.columns WHERE table_schema = 'rollcall' AND table_name = '${name}'`,
        new URL(to).pathname.slice(1),
      );
      assert.deepEqual(here.sort(), Object.keys(columns).sort(), name);
      assert.deepEqual(there.map((row) => String(row.column_name)).sort(), Object.keys(columns).sort(), name);
    }
    database.close();
  });
});

async function refused(moving: Promise<unknown>, message: RegExp): Promise<void> {
  await assert.rejects(moving, (error: unknown) => {
    assert.ok(error instanceof StorageRefused, String(error));
    assert.match(error.message, message);
    return true;
  });
}
