import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ImportSession, MadeField } from '../../src/storage/import-session.ts';
import { connectAlone } from '../../src/storage/postgres/connection.ts';
import { openPostgresStorage } from '../../src/storage/postgres/open.ts';
import { type Storage, StorageUnavailable } from '../../src/storage/storage.ts';
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
  secret,
} from './contract/samples.ts';

const PATIENCE_MS = 60_000;
const cluster = testCluster();

/** What is one across servers is one. Two stores here are two servers: nothing but the database is between them. */
describe('two servers on one PostgreSQL', () => {
  let one: Storage;
  let two: Storage;
  let url: string;

  before(async () => {
    url = await cluster().createDatabase();
    const options = { url, role: 'server', connectMs: PATIENCE_MS, queryMs: PATIENCE_MS } as const;
    [one, two] = await Promise.all([openPostgresStorage(options), openPostgresStorage(options)]);
    await fill(one, { people: people(100), applications: [application(1)] });
  });

  after(() => Promise.all([one.close(), two.close()]));

  test('a token that one revokes is dead on the other at the next call', async () => {
    for (let number = 0; number < 50; number++) {
      const hash = hashOf(1000 + number);
      await one.issueToken({ hash, clientId: clientId(1), expiresAt: NOW + 1000 }, contextAt());
      assert.ok(await two.findToken(hash, NOW));
      assert.equal(await one.revokeToken(hash, clientId(1), contextAt()), true);
      assert.equal(await two.findToken(hash, NOW), undefined);
    }
  });

  test('a change that hangs holds up whoever lists the audit log, and not all changes with it', async () => {
    const lines = ['BEGIN', 'SELECT rollcall.next_audit_number()'] as const;
    const frozen = await connectAlone({ url, connectMs: PATIENCE_MS, queryMs: PATIENCE_MS });
    for (const line of lines) await frozen.query(line);
    let listed = false;
    const listing = Promise.resolve(two.listAudit({ limit: 1 })).finally(() => {
      listed = true;
    });
    const beginning = two.beginImport('file', contextAt());
    const impatient = await openPostgresStorage({ url, role: 'server', queryMs: 2_000 });
    for (let number = 0; number < 20; number++) {
      const { kind } = await impatient.suspendUser(ACME, idOf(50 + number), contextAt());
      assert.ok(kind === 'changed' || kind === 'unchanged', kind);
    }
    assert.equal(listed, false);
    await frozen.query('ROLLBACK');
    assert.equal((await listing).length, 1);
    await (await beginning).abort();
    await Promise.all([frozen.end(), impatient.close()]);
  });

  test('two owners suspended at once on two servers: exactly one succeeds, every time', async () => {
    const owners = [person(0, { role: 'owner' }), person(1, { role: 'owner' })];
    await fill(one, { account: { id: OTHER }, people: owners });
    for (let round = 0; round < 60; round++) {
      const results = await Promise.all([
        one.suspendUser(OTHER, idOf(round % 2), contextAt()),
        two.suspendUser(OTHER, idOf((round + 1) % 2), contextAt()),
      ]);
      assert.deepEqual(results.map(({ kind }) => kind).sort(), ['changed', 'refused']);
      await Promise.all(owners.map(({ id }) => one.reactivateUser(OTHER, id, contextAt())));
    }
  });

  test('one person suspended and reactivated from both sides: an entry for every change, in one order', async () => {
    const changes: string[] = [];
    const turn = async (store: Storage, verb: 'suspendUser' | 'reactivateUser', name: string) => {
      for (let round = 0; round < 60; round++) {
        const { kind } = await store[verb](ACME, idOf(7), contextAt(NOW, `${name}-${round}`));
        if (kind === 'changed') changes.push(`${name}-${round}`);
      }
    };
    await Promise.all([
      turn(one, 'suspendUser', 'out'),
      turn(two, 'reactivateUser', 'in'),
      turn(two, 'suspendUser', 'x'),
    ]);
    const entries = (await two.listAudit({ subject: idOf(7), limit: 1000 })).toReversed();
    assert.deepEqual(entries.map(({ requestId }) => requestId).sort(), changes.toSorted());
    // Each change starts where the one before left off: the order of the log is the order in which it happened.
    assert.ok(entries.every(({ action }, index) => (action === 'user.suspended') === (index % 2 === 0)));
  });

  test('walking back through the log while others write loses no entry', async () => {
    let writing = true;
    const written: string[] = [];
    const writers = [one, two, one, two].map(async (store, lane) => {
      for (let turn = 0; turn < 150; turn++) {
        const requestId = `walk-${lane}-${turn}`;
        await store.suspendUser(ACME, idOf(20 + lane), contextAt(NOW, requestId));
        await store.reactivateUser(ACME, idOf(20 + lane), contextAt(NOW, requestId));
        written.push(requestId);
      }
    });
    const reading = (async () => {
      while (writing) {
        const [first] = await two.listAudit({ limit: 1 });
        if (first === undefined) continue;
        const seen = await numbersUpTo(two, first.sequence);
        const again = await numbersUpTo(one, first.sequence);
        assert.deepEqual(again, seen, 'nothing appeared later below what was seen');
      }
    })();
    await Promise.all(writers);
    writing = false;
    await reading;
    assert.equal(written.length, 600);
  });

  describe('an import beside them', () => {
    const rename = (session: ImportSession, number: number, made: readonly MadeField[]) => {
      const renamed = { ...person(number, { displayName: `Renamed ${number}` }), accountId: ACME };
      return session.applyAll([{ kind: 'person', person: renamed, made }]);
    };

    test('keeps no writer waiting while its file is read, and undoes no suspension made meanwhile', async () => {
      const session = await one.beginImport('slow', contextAt());
      await rename(session, 31, ['state']);
      await rename(session, 32, []);
      assert.equal((await two.suspendUser(ACME, idOf(31), contextAt())).kind, 'changed');
      assert.equal((await two.suspendUser(ACME, idOf(33), contextAt())).kind, 'changed');
      await session.commit();
      const crowd = await everyone(two);
      assert.deepEqual([crowd[31]?.displayName, crowd[31]?.state], ['Renamed 31', 'SUSPENDED']);
      assert.deepEqual([crowd[32]?.displayName, crowd[32]?.state], ['Renamed 32', 'ACTIVE']);
      assert.deepEqual([crowd[33]?.displayName, crowd[33]?.state], ['Person 33', 'SUSPENDED']);
    });

    test('is refused when the directory changed under it, and of two at once the second', async () => {
      const [first, second] = [await one.beginImport('1', contextAt()), await two.beginImport('2', contextAt())];
      await rename(first, 35, []);
      await rename(second, 36, []);
      await first.commit();
      await assert.rejects(second.commit(), StorageUnavailable);
      const third = await one.beginImport('3', contextAt());
      await rename(third, 37, []);
      await two.rotateSecret(clientId(1), secret(5), undefined, contextAt());
      await assert.rejects(third.commit(), StorageUnavailable);
      const fourth = await one.beginImport('4', contextAt());
      await rename(fourth, 37, []);
      await two.addSecret(clientId(1), secret(6), contextAt());
      await assert.rejects(fourth.commit(), StorageUnavailable);
      const crowd = await everyone(two);
      assert.deepEqual(
        [35, 36, 37].map((number) => crowd[number]?.displayName),
        ['Renamed 35', 'Person 36', 'Person 37'],
      );
    });

    test('is refused when people came, changed or went under it, or the account changed', async () => {
      const changes = [
        () => two.createUser(ACME, person(900), contextAt()),
        () => two.updateUser(ACME, idOf(900), { email: 'moved@example.com' }, contextAt(), 'enforced'),
        () => two.deleteUser(ACME, idOf(900), contextAt(), 'enforced'),
        () => two.updateAccount(ACME, { requestsPerHour: 9 }, contextAt()),
      ];
      for (const change of changes) {
        const session = await one.beginImport('overtaken', contextAt());
        await rename(session, 38, []);
        await change();
        await assert.rejects(session.commit(), StorageUnavailable);
      }
      assert.equal((await everyone(two))[38]?.displayName, 'Person 38');
    });

    test('and who suspends an owner meanwhile cannot together leave an account without one', async () => {
      for (let round = 0; round < 15; round++) {
        const accountId = idOf(700_000 + round);
        const owners = [person(0, { role: 'owner' }), person(1, { role: 'owner' })];
        await fill(one, { account: { id: accountId }, people: owners });
        const session = await one.beginImport('demote', contextAt());
        await session.applyAll([{ kind: 'person', person: { ...person(0), accountId }, made: [] }]);
        await Promise.allSettled([session.commit(), two.suspendUser(accountId, idOf(1), contextAt())]);
        const crowd = await everyone(two, accountId);
        assert.ok(crowd.some(({ role, state }) => role === 'owner' && state === 'ACTIVE'));
      }
    });

    test('and members that are suspended meanwhile all come out right', async () => {
      const session = await one.beginImport('all', contextAt());
      const renamed = people(100).map((someone) => ({ ...someone, displayName: 'All', accountId: ACME }));
      await session.applyAll(renamed.map((each) => ({ kind: 'person', person: each, made: ['state'] }) as const));
      const members = [41, 42, 43, 45, 46, 47, 48];
      const results = await Promise.all([
        session.commit(),
        ...members.map(async (number) => two.suspendUser(ACME, idOf(number), contextAt())),
      ]);
      assert.equal(results.length, 8);
      for (const number of members) {
        const found = parseUser(await one.findUser(ACME, idOf(number)));
        assert.deepEqual([found.state, 'display_name' in found && found.display_name], ['SUSPENDED', 'All']);
      }
    });
  });
});

/** The numbers of every entry up to one, walking back by pages. */
async function numbersUpTo(storage: Storage, sequence: number): Promise<readonly number[]> {
  const numbers: number[] = [];
  for (let before = sequence + 1; ; ) {
    const page = await storage.listAudit({ before, limit: 500 });
    numbers.push(...page.map((entry) => entry.sequence));
    before = page.at(-1)?.sequence ?? 0;
    if (page.length < 500) return numbers;
  }
}
