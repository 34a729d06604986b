import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Network } from '@rollcall/test-postgres';
import { openPostgresStorage } from '../../src/storage/postgres/open.ts';
import { type Storage, StorageUnavailable } from '../../src/storage/storage.ts';
import { testCluster } from '../postgres/test-cluster.ts';
import { ACME, contextAt, everyone, fill, idOf, parseUser, people, person } from './contract/samples.ts';

/** Bounds what would otherwise hang; far beyond what anything here takes. */
const DEADLINE_MS = 60_000;
const PEOPLE = 200;

const cluster = testCluster({ durable: true });

/** What needs the store answers with StorageUnavailable, and with nothing else. */
async function isAway(storage: Storage): Promise<void> {
  const attempts = [
    () => storage.findUser(ACME, idOf(1)),
    () => storage.listUsers({ accountId: ACME, state: undefined, size: 10, after: undefined }),
    () => storage.suspendUser(ACME, idOf(1), contextAt()),
    () => storage.check(),
    () => storage.beginImport('file', contextAt()),
    () => everyone(storage),
  ];
  for (const attempt of attempts) await assert.rejects(async () => attempt(), StorageUnavailable);
}

/** It is there again by itself, within a bounded time. */
async function comesBack(storage: Storage): Promise<void> {
  for (const deadline = Date.now() + DEADLINE_MS; ; ) {
    try {
      await storage.check();
      return;
    } catch (error) {
      assert.ok(error instanceof StorageUnavailable, String(error));
      if (Date.now() > deadline) throw error;
    }
  }
}

describe('when PostgreSQL goes away', () => {
  let storage: Storage;
  let url: string;

  before(async () => {
    url = await cluster().createDatabase();
    storage = await openPostgresStorage({ url, role: 'server' });
    await fill(storage, { people: people(PEOPLE) });
  });

  after(() => storage.close());

  test('killed in the middle of writes: what was acknowledged is there, and service resumes by itself', async () => {
    const acknowledged = new Set<number>();
    const refused = new Set<unknown>();
    const numbers = Array.from({ length: PEOPLE - 1 }, (_, index) => index + 1).filter((number) => number % 5 !== 4);
    let killed: Promise<void> | undefined;
    const lane = async (mine: readonly number[]): Promise<void> => {
      for (const number of mine) {
        try {
          const { kind } = await storage.suspendUser(ACME, idOf(number), contextAt(1, `request-${number}`));
          if (kind === 'changed') acknowledged.add(number);
          if (acknowledged.size === 40) killed ??= cluster().kill();
        } catch (error) {
          refused.add(error);
        }
      }
    };
    await Promise.all([0, 1, 2, 3].map((first) => lane(numbers.filter((_, index) => index % 4 === first))));
    await killed;
    assert.ok(refused.size > 0, 'the kill came in the middle');
    for (const error of refused) assert.ok(error instanceof StorageUnavailable, String(error));
    await isAway(storage);
    await cluster().start();
    await comesBack(storage);
    const crowd = await everyone(storage);
    const entries = await storage.listAudit({ action: 'user.suspended', limit: 1000 });
    for (const number of acknowledged) {
      assert.equal(crowd[number]?.state, 'SUSPENDED');
      assert.ok(entries.some(({ requestId }) => requestId === `request-${number}`));
    }
    // Unanswered ones happened whole or not at all.
    for (const { subject } of entries) assert.equal(crowd.find(({ id }) => id === subject)?.state, 'SUSPENDED');
    assert.equal(crowd.filter(({ state }) => state === 'SUSPENDED').length, entries.length + PEOPLE / 5);
  });

  test('stopped in order and started again', async () => {
    await cluster().stop();
    await isAway(storage);
    await cluster().start();
    await comesBack(storage);
    assert.ok(await storage.findUser(ACME, idOf(1)));
  });

  test('without its schema, as while a backup is put back', async () => {
    const database = new URL(url).pathname.slice(1);
    await cluster().query('ALTER SCHEMA rollcall RENAME TO elsewhere', database);
    await isAway(storage);
    await assert.rejects(storage.check(), /holds no whole Rollcall store any more\. Restore it from a backup/);
    await cluster().query('ALTER SCHEMA elsewhere RENAME TO rollcall', database);
    await comesBack(storage);
    assert.ok(await storage.findUser(ACME, idOf(1)));
  });

  test('read-only: reads go on, writes and the check say so', async () => {
    const database = new URL(url).pathname.slice(1);
    await cluster().query(`ALTER DATABASE ${database} SET default_transaction_read_only = on`);
    const reader = await openPostgresStorage({ url, role: 'server' });
    try {
      assert.ok(await reader.findUser(ACME, idOf(1)));
      await assert.rejects(reader.suspendUser(ACME, idOf(3), contextAt()), StorageUnavailable);
      await assert.rejects(reader.check(), /is read-only/);
    } finally {
      await cluster().query(`ALTER DATABASE ${database} RESET default_transaction_read_only`);
      await reader.close();
    }
  });

  test('with no connection left to give', async () => {
    const database = new URL(url).pathname.slice(1);
    await cluster().query(
      `CREATE ROLE crowded LOGIN CONNECTION LIMIT 1;
      GRANT USAGE ON SCHEMA rollcall TO crowded; GRANT ALL ON ALL TABLES IN SCHEMA rollcall TO crowded`,
      database,
    );
    const other = url.replace('rollcall@', 'crowded@');
    const crowded = await openPostgresStorage({ url: other, role: 'server', connections: 3 });
    const results = await Promise.allSettled(
      [1, 2, 3, 4, 5, 6].map(async (number) => crowded.findUser(ACME, idOf(number))),
    );
    for (const result of results) {
      if (result.status === 'rejected') assert.ok(result.reason instanceof StorageUnavailable, String(result.reason));
    }
    assert.ok(results.some(({ status }) => status === 'fulfilled'));
    await crowded.close();
  });

  test('somebody holds a lock for too long', async () => {
    const impatient = await openPostgresStorage({ url, role: 'server', queryMs: 300 });
    const database = new URL(url).pathname.slice(1);
    const blocking = cluster().query(
      `BEGIN; UPDATE rollcall.users SET state = state WHERE id = '${idOf(2)}'; SELECT pg_sleep(1.5); COMMIT`,
      database,
    );
    await waitFor(async () => {
      const rows = await cluster().query(
        "SELECT 1 FROM pg_stat_activity WHERE query LIKE '%pg_sleep(1.5)%' AND wait_event = 'PgSleep'",
      );
      return rows.length > 0;
    });
    await assert.rejects(impatient.suspendUser(ACME, idOf(2), contextAt()), /took too long to answer/);
    assert.ok(await impatient.findUser(ACME, idOf(2)), 'reads do not wait');
    await blocking;
    await impatient.check();
    await impatient.close();
  });
});

describe('when the network to PostgreSQL fails', () => {
  let network: Network;
  let storage: Storage;
  let name: string;

  before(async () => {
    const url = await cluster().createDatabase();
    network = await Network.start(cluster().socket);
    name = new URL(url).pathname.slice(1);
    const far = network.url(name);
    storage = await openPostgresStorage({ url: far, role: 'server', connectMs: 500, queryMs: 500 });
    await fill(storage, { people: people(10) });
  });

  after(async () => {
    await storage.close();
    await network.close();
  });

  test('connections that break while nobody uses them are replaced without a word', async () => {
    await storage.check();
    network.cut();
    await comesBack(storage);
    assert.equal((await storage.suspendUser(ACME, idOf(1), contextAt())).kind, 'changed');
  });

  test('a connection that breaks in the middle of a transaction fails it, and nothing else', async () => {
    const blocking = cluster().query(
      `BEGIN; SELECT FROM rollcall.accounts FOR UPDATE; SELECT pg_sleep(1.4); COMMIT`,
      name,
    );
    const waits = (event: string) => async () =>
      (await cluster().query(`SELECT FROM pg_stat_activity WHERE datname = '${name}' AND ${event}`)).length > 0;
    await waitFor(waits("wait_event = 'PgSleep'"));
    const suspending = storage.suspendUser(ACME, idOf(0), contextAt());
    const refused = assert.rejects(suspending, StorageUnavailable);
    await waitFor(waits("wait_event_type = 'Lock'"));
    network.cut();
    await refused;
    await blocking;
    await comesBack(storage);
  });

  test('a network that swallows everything: an answer in bounded time, and back when it is', async () => {
    await storage.check();
    network.freeze();
    await isAway(storage);
    network.thaw();
    await comesBack(storage);
    assert.equal(parseUser(await storage.findUser(ACME, idOf(1))).state, 'SUSPENDED');
  });

  test('more wait than can be served: the rest are turned away at once', async () => {
    await storage.check();
    network.freeze();
    const results = await Promise.allSettled(Array.from({ length: 6000 }, async () => storage.findUser(ACME, idOf(1))));
    network.thaw();
    const messages = results.map((result) => (result.status === 'rejected' ? String(result.reason) : 'answered'));
    assert.ok(messages.some((message) => message.includes('has too much to do')));
    assert.ok(messages.every((message) => message.startsWith('StorageUnavailable')));
    await comesBack(storage);
  });

  test('a connection that breaks at the commit of an import is never a success', async () => {
    const session = await storage.beginImport('cut', contextAt());
    await session.applyAll([{ kind: 'person', person: { ...person(50), accountId: ACME }, made: [] }]);
    network.cut();
    await assert.rejects(session.commit(), StorageUnavailable);
    await comesBack(storage);
    assert.equal(await storage.findUser(ACME, idOf(50)), undefined);
  });
});

async function waitFor(condition: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + DEADLINE_MS; !(await condition()); ) {
    assert.ok(Date.now() < deadline, 'the condition came true');
  }
}
