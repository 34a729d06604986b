import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type pg from 'pg';
import { connectAlone } from '../../src/storage/postgres/connection.ts';
import { openPostgresStorage } from '../../src/storage/postgres/open.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { testCluster } from '../postgres/test-cluster.ts';
import { isSignedIn, OPERATOR, passkey, personId, session, signIn } from './contract/identity-samples.ts';
import { ACME, contextAt, fill, hashOf, idOf, NOW, person } from './contract/samples.ts';

const PATIENCE_MS = 60_000;
const SOMEBODY = personId(1);
const cluster = testCluster();

/** Two stores here are two servers: nothing but the database is between them. */
describe('who is signed in on two servers on one PostgreSQL', () => {
  let one: Storage;
  let two: Storage;
  let slow: pg.Client;

  before(async () => {
    const url = await cluster().createDatabase();
    const options = { url, role: 'server', connectMs: PATIENCE_MS, queryMs: PATIENCE_MS } as const;
    [one, two] = await Promise.all([openPostgresStorage(options), openPostgresStorage(options)]);
    slow = await connectAlone({ url, connectMs: PATIENCE_MS, queryMs: PATIENCE_MS });
    await fill(one, { people: [0, 1, 2].map((number) => person(number, { role: 'owner', securityGroup: true })) });
    await one.createOperator({ id: OPERATOR.operatorId, name: 'Ada' }, contextAt());
  });

  after(() => Promise.all([one.close(), two.close(), slow.end()]));

  /** A server that begins a session in the time between the lock of a person and the commit. */
  const signInSlowly = async (number: number): Promise<void> => {
    await slow.query('BEGIN');
    await slow.query('SELECT 1 FROM rollcall.users WHERE id = $1 FOR SHARE', [idOf(1)]);
    await slow.query(
      `INSERT INTO rollcall.sessions (hash, id, account, holder, method, authenticated_at, started_at, expires_at)
        SELECT $1, $2, account, id, 'passkey', 0, 0, $3 FROM rollcall.users WHERE id = $4`,
      [Buffer.from(hashOf(number), 'hex'), `slow-${number}`, NOW + 1000, idOf(1)],
    );
  };

  /** Until somebody waits for what the slow server holds. */
  const somebodyWaits = async (): Promise<void> => {
    for (const deadline = Date.now() + PATIENCE_MS; ; ) {
      const { rows } = await slow.query('SELECT 1 FROM pg_locks WHERE NOT granted');
      if (rows.length > 0) return;
      assert.ok(Date.now() < deadline, 'nobody waits');
    }
  };

  const restore = () =>
    one.updateUser(ACME, idOf(1), { state: 'ACTIVE', role: 'owner', securityGroup: true }, contextAt(), 'waived');

  for (const [name, change] of Object.entries({
    'suspends them': () => two.suspendUser(ACME, idOf(1), contextAt()),
    'demotes them': () => two.updateUser(ACME, idOf(1), { role: 'administrator' }, contextAt(), 'enforced'),
    'imports them as suspended': () => fill(two, { people: [person(1, { role: 'owner', state: 'SUSPENDED' })] }),
    'removes them': () => two.deleteUser(ACME, idOf(1), contextAt(), 'enforced'),
  })) {
    test(`a session that one begins while the other ${name} does not outlive it`, async () => {
      await signInSlowly(10);
      const changed = change();
      await somebodyWaits();
      await slow.query('COMMIT');
      await changed;
      if (name === 'removes them') await one.createUser(ACME, person(1, { role: 'owner' }), contextAt());
      await restore();
      assert.equal(await isSignedIn(one, 10), false);
    });
  }

  test('and of a suspension that is not committed yet, whoever signs in waits for the end', async () => {
    await slow.query('BEGIN');
    await slow.query("UPDATE rollcall.users SET state = 'SUSPENDED' WHERE id = $1", [idOf(1)]);
    const begun = signIn(one, SOMEBODY, 11);
    await somebodyWaits();
    await slow.query('COMMIT');
    assert.equal(await begun, false);
    assert.equal(await isSignedIn(two, 11), false);
    await restore();
  });

  test('an operator who is deleted meanwhile leaves no session and no passkey', async () => {
    for (let round = 0; round < 20; round++) {
      await Promise.all([
        signIn(one, OPERATOR, 100 + round),
        one.addPasskey(OPERATOR, passkey(round), contextAt()),
        two.deleteOperator(OPERATOR.operatorId, contextAt()),
      ]);
      await two.createOperator({ id: OPERATOR.operatorId, name: 'Ada' }, contextAt());
      assert.equal(await isSignedIn(two, 100 + round), false);
      assert.deepEqual(await one.listPasskeys(OPERATOR), []);
    }
  });

  test('an invitation and a mark are good once, whichever server is asked', async () => {
    for (let round = 0; round < 20; round++) {
      const hash = hashOf(200 + round);
      await one.createInvite({ hash, principal: SOMEBODY, expiresAt: NOW + 1000 }, contextAt());
      const accepted = await Promise.all(
        [one, two].map((store, index) =>
          store.acceptInvite(hash, passkey(300 + round * 2 + index), session(300 + round * 2 + index), contextAt()),
        ),
      );
      assert.deepEqual(accepted.toSorted(), [false, true]);
      const spent = await Promise.all([one.spend(hash, NOW), two.spend(hash, NOW)]);
      assert.deepEqual(spent.toSorted(), [false, true]);
    }
  });

  test('everything at once comes to an end, and to nobody signed in who is suspended', async () => {
    const everything = [one, two].flatMap((store, lane) =>
      Array.from({ length: 40 }, async (_, round) => {
        const number = 1000 + lane * 100 + round;
        await store.startSession(SOMEBODY, session(number), { replaces: hashOf(number - 1) }, contextAt());
        if (round % 4 === 0) await store.suspendUser(ACME, idOf(1), contextAt());
        if (round % 4 === 1) await store.endSessions(SOMEBODY, contextAt());
        if (round % 4 === 2) await store.listAudit({ limit: 1 });
        if (round % 4 === 3) await store.sweepTokens(NOW);
        await store.reactivateUser(ACME, idOf(1), contextAt());
      }),
    );
    await Promise.all(everything);
    await one.suspendUser(ACME, idOf(1), contextAt());
    await restore();
    assert.deepEqual(await two.listSessions(SOMEBODY, NOW), []);
  });
});
