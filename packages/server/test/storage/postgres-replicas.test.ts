import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Cluster } from '@rollcall/test-postgres';
import { Database } from '../../src/storage/postgres/database.ts';
import { openPostgresStorage } from '../../src/storage/postgres/open.ts';
import { Readers, type ReplicaChange } from '../../src/storage/postgres/replicas/readers.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { testCluster } from '../postgres/test-cluster.ts';
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
  parseUser,
  people,
  person,
} from './contract/samples.ts';

/** Bounds what would otherwise hang; far beyond what anything here takes. */
const DEADLINE_MS = 60_000;
/** Longer than the tests take: what is paused is read from all the same. */
const LONG_MS = 3_600_000;

const primary = testCluster({ replicated: true });

describe('with replicas', () => {
  let replica: Cluster;
  let url: string;
  /** A server without replicas, that changes things. */
  let other: Storage;

  before(async () => {
    url = await primary().createDatabase();
    replica = await primary().startReplica();
    other = await openPostgresStorage({ url, role: 'server' });
    await other.loadKey('page-tokens');
    const owners = [person(0, { role: 'owner' }), person(1, { role: 'owner' })];
    await fill(other, { people: people(100), applications: [application(1)] });
    await fill(other, { account: { id: OTHER }, people: [...owners, person(2), person(3)] });
  });

  after(async () => {
    await other.close();
    await replica.remove();
  });

  /** A server that reads from replicas. `until` resolves when it says that it passes one over (or not), and why. */
  async function openReader(maxLagMs: number, urls: readonly string[] = [replica.url(nameOf(url))]) {
    const changes: ReplicaChange[] = [];
    const onChange = (change: ReplicaChange) => changes.push(change);
    const storage = await openPostgresStorage({ url, role: 'server', replicas: { urls, maxLagMs, onChange } });
    const until = (expected: RegExp | undefined) =>
      waitFor(() => {
        const last = changes.at(-1);
        if (expected === undefined) return last !== undefined && last.passedOver === undefined;
        return expected.test(last?.passedOver ?? '');
      });
    return { storage, until };
  }

  async function pause(): Promise<void> {
    await replica.query('SELECT pg_wal_replay_pause()');
    await waitFor(async () => {
      const [row] = await replica.query('SELECT pg_get_wal_replay_pause_state() AS state');
      return row?.state === 'paused';
    });
  }

  const resume = () => replica.query('SELECT pg_wal_replay_resume()');

  test('people are read there, and what decides is not', async () => {
    const { storage, until } = await openReader(LONG_MS);
    try {
      await until(undefined);
      assert.deepEqual(await everyone(storage), await everyone(other));
      await pause();
      const context = contextAt(NOW, 'beside');
      assert.equal((await other.suspendUser(ACME, idOf(1), context)).kind, 'changed');
      assert.equal((await other.suspendUser(OTHER, idOf(0), context)).kind, 'changed');

      // As it was: so it was the replica that answered.
      assert.equal(parseUser(await storage.findUser(ACME, idOf(1))).state, 'ACTIVE');
      assert.equal((await everyone(storage))[1]?.state, 'ACTIVE');
      const query = { accountId: ACME, state: 'ACTIVE', size: 10, after: undefined } as const;
      const stale = await storage.listUsers(query);
      const fresh = await other.listUsers(query);
      assert.match(stale.json.toString(), new RegExp(idOf(1)));
      assert.doesNotMatch(fresh.json.toString(), new RegExp(idOf(1)));
      assert.ok(stale.next && fresh.next);
      // A walk that began on one goes on on the other.
      const onward = { ...query, after: stale.next };
      assert.deepEqual(await storage.listUsers(onward), await other.listUsers(onward));

      // As it is.
      assert.equal((await storage.checkTransition(ACME, idOf(1), 'SUSPENDED')).kind, 'unchanged');
      const token = { hash: hashOf(7), clientId: clientId(1), expiresAt: NOW + 900_000 };
      assert.ok(await other.issueToken(token, context));
      assert.ok(await storage.findToken(token.hash, NOW));
      assert.ok(await other.revokeToken(token.hash, token.clientId, context));
      assert.equal(await storage.findToken(token.hash, NOW), undefined);
      await other.updateApplication(clientId(1), { requestsPerMinute: 7 }, context);
      assert.equal((await storage.findApplication(clientId(1)))?.requestsPerMinute, 7);
      const [entry] = await storage.listAudit({ action: 'user.suspended', limit: 1 });
      assert.equal(entry?.accountId, OTHER);
      assert.equal((await storage.countUsers(OTHER)).suspended, 1);
      assert.equal(parseUser(await storage.findUser(OTHER, idOf(0))).state, 'ACTIVE');
      const { kind } = await storage.suspendUser(OTHER, idOf(1), context);
      assert.equal(kind, 'refused', 'the other owner is suspended, whatever the replica says');

      // What a server has a hand in itself it shows as it is, of that account.
      assert.equal(parseUser(await storage.findUser(OTHER, idOf(0))).state, 'SUSPENDED');
      assert.equal(parseUser(await storage.findUser(ACME, idOf(1))).state, 'ACTIVE');
      await resume();
      await waitFor(async () => parseUser(await storage.findUser(ACME, idOf(1))).state === 'SUSPENDED');
    } finally {
      await resume();
      await storage.close();
    }
  });

  test('one that is too far behind is passed over until it has caught up', async () => {
    const { storage, until } = await openReader(1000);
    try {
      await until(undefined);
      await pause();
      await other.suspendUser(ACME, idOf(11), contextAt());
      await until(/^It is more than 1 s behind\.$/);
      assert.equal(parseUser(await storage.findUser(ACME, idOf(11))).state, 'SUSPENDED');
      assert.equal((await everyone(storage))[11]?.state, 'SUSPENDED');
      await resume();
      await until(undefined);
    } finally {
      await resume();
      await storage.close();
    }
  });

  test('one that goes away costs no read, and is read from again when it is back', async () => {
    const { storage, until } = await openReader(5000);
    try {
      await until(undefined);
      let reading = true;
      const readers = [1, 2, 3].map(async (number) => {
        while (reading) assert.ok(await storage.findUser(ACME, idOf(number)));
      });
      await replica.kill();
      await until(/cannot be reached|starting up/);
      assert.equal((await everyone(storage)).length, 100);
      await replica.start();
      await until(undefined);
      await replica.stop();
      await until(/cannot be reached|shutting down/);
      reading = false;
      await Promise.all(readers);
      const late = await openReader(5000);
      assert.ok(await late.storage.findUser(ACME, idOf(1)), 'nor does it keep a server from starting');
      await replica.start();
      await Promise.all([until(undefined), late.until(undefined)]);
      await late.storage.close();
    } finally {
      await storage.close();
    }
  });

  test('the primary does for an account what a replica cannot yet, or fails to', async () => {
    const options = { connectMs: DEADLINE_MS, queryMs: DEADLINE_MS, connections: 2 };
    const [first, second] = [url, replica.url(nameOf(url))].map((each) => new Database({ ...options, url: each }));
    assert.ok(first && second);
    const readers = new Readers(first, [second], { maxLagMs: LONG_MS });
    try {
      await readers.start();
      const answering = (accountId: string) => readers.read(accountId, async (database) => database);
      const isSecond = async () => (await answering(ACME)) === second;
      await waitFor(isSecond);
      readers.noteChange(ACME);
      assert.equal(await answering(ACME), first);
      assert.equal(await answering(OTHER), second);
      await waitFor(isSecond);

      const failing = (after: number) =>
        readers.readMany(ACME, async function* (database) {
          for (let count = 0; count < 3; count++) {
            if (database === second && count === after) throw new Error('It breaks.');
            yield database;
          }
        });
      assert.deepEqual(await Array.fromAsync(failing(0)), [first, first, first]);
      assert.equal(await answering(ACME), first, 'until it has been looked at again');
      await waitFor(isSecond);
      // Some of them are written out already: they must not come twice.
      await assert.rejects(Array.fromAsync(failing(1)), /It breaks/);
    } finally {
      await readers.close();
      await first.close();
    }
  });

  test('what is no replica of this store is not read from', async () => {
    const elsewhere = await primary().createDatabase();
    const stranger = await openPostgresStorage({ url: elsewhere, role: 'server' });
    await stranger.loadKey('page-tokens');
    await stranger.close();
    const itself = await openReader(5000, [url]);
    await itself.until(/no replica/);
    const foreign = await openReader(5000, [replica.url(nameOf(elsewhere))]);
    await foreign.until(/does not hold this store/);
    for (const { storage } of [itself, foreign]) {
      assert.ok(await storage.findUser(ACME, idOf(1)));
      await storage.close();
      await assert.rejects(storage.findUser(ACME, idOf(1)), /closing/);
    }
  });
});

function nameOf(url: string): string {
  return new URL(url).pathname.slice(1);
}

async function waitFor(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + DEADLINE_MS; !(await condition()); ) {
    assert.ok(Date.now() < deadline, 'the condition came true');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
