import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { OpenStore } from '../storage-contract.ts';
import { ACME, contextAt, fill, idOf, OTHER, parsePage, parseUser, people, person, walk, wireUser } from './samples.ts';

const AWKWARD = [
  'Ωmega "quoted" \\ backslash / slash',
  'שלום עולם', // right to left
  'e\u0301galite\u0301 with combining marks',
  '👩‍👩‍👧‍👦 and 🇨🇭',
  'tab\tnewline\nreturn\rbell\u0007escape\u001bdelete\u007f',
  'line\u2028and paragraph\u2029 separators',
  'a null\u0000inside',
  "Robert'); DROP TABLE users;--",
  '',
];

export function describeReads(open: OpenStore): void {
  describe('reading people', () => {
    test('a person is the wire object, fields in order', async () => {
      const storage = await open();
      await fill(storage, { people: people(3) });
      const json = await storage.findUser(ACME, idOf(1));
      assert.ok(json);
      assert.equal(Buffer.from(json).toString('utf8'), JSON.stringify(wireUser(person(1))));
    });

    test('awkward names and addresses come out as they went in', async () => {
      const storage = await open();
      const awkward = AWKWARD.map((displayName, number) =>
        person(number, { displayName, email: `${displayName}${number}@example.com`, role: 'owner' }),
      );
      await fill(storage, { people: awkward });
      const page = await storage.listUsers({ accountId: ACME, state: undefined, size: 100, after: undefined });
      assert.deepEqual(
        parsePage(page),
        awkward.map((someone) => wireUser(someone)),
      );
      for (const someone of awkward) {
        assert.deepEqual(parseUser(await storage.findUser(ACME, someone.id)), wireUser(someone));
      }
    });

    test('nobody is found under an unknown id, nor in another account', async () => {
      const storage = await open();
      await fill(storage, { people: people(3) });
      await fill(storage, { account: { id: OTHER }, people: [person(50, { role: 'owner' })] });
      assert.equal(await storage.findUser(ACME, idOf(7)), undefined);
      assert.equal(await storage.findUser(OTHER, idOf(1)), undefined);
      assert.equal(await storage.findUser(idOf(9), idOf(1)), undefined);
    });

    test('an empty account and an unknown one have one empty page', async () => {
      const storage = await open();
      await storage.createAccount({ id: ACME, name: 'Acme', provisioning: 'manual' }, contextAt());
      for (const accountId of [ACME, OTHER]) {
        const page = await storage.listUsers({ accountId, state: undefined, size: 25, after: undefined });
        assert.deepEqual([page.json.length, page.count, page.next], [0, 0, undefined]);
      }
    });
  });

  describe('listing people', () => {
    test('the order is create_time, then id', async () => {
      const storage = await open();
      const createTime = '2024-05-01T12:00:00Z';
      const crowd = [5, 3, 4, 1, 2].map((number) => person(number, { createTime, role: 'owner' }));
      await fill(storage, { people: [...crowd, person(9, { createTime: '2023-01-01T00:00:00Z' })] });
      const met = await walk(storage, { accountId: ACME, state: undefined, size: 2 });
      assert.deepEqual(
        met.map(({ id }) => id),
        [9, 1, 2, 3, 4, 5].map(idOf),
      );
    });

    for (const state of [undefined, 'ACTIVE', 'SUSPENDED'] as const) {
      test(`pages of any size together are the whole list (${state ?? 'both states'})`, async () => {
        const storage = await open();
        const crowd = people(40);
        await fill(storage, { people: crowd });
        await fill(storage, { account: { id: OTHER }, people: people(5) });
        const expected = crowd.filter((someone) => state === undefined || someone.state === state);
        for (const size of [1, 3, 7, 8, 32, 40, 41, 1000]) {
          const met = await walk(storage, { accountId: ACME, state, size });
          assert.deepEqual(
            met,
            expected.map((someone) => wireUser(someone)),
          );
        }
      });
    }

    test('a page that ends with the list names no next place, even when it is full', async () => {
      const storage = await open();
      await fill(storage, { people: people(10) });
      const full = await storage.listUsers({ accountId: ACME, state: undefined, size: 10, after: undefined });
      assert.deepEqual([full.count, full.next], [10, undefined]);
      const part = await storage.listUsers({ accountId: ACME, state: undefined, size: 9, after: undefined });
      assert.deepEqual([part.count, part.next], [9, { createTime: person(8).createTime, id: idOf(8) }]);
    });

    test('a page starts after a place where nobody is', async () => {
      const storage = await open();
      await fill(storage, { people: people(4) });
      const after = { createTime: person(1).createTime, id: idOf(20_000) };
      const page = await storage.listUsers({ accountId: ACME, state: undefined, size: 25, after });
      assert.deepEqual(
        parsePage(page).map(({ id }) => id),
        [idOf(2), idOf(3)],
      );
    });

    test('a filtered page follows the change of a state, and so does what comes after it', async () => {
      const storage = await open();
      await fill(storage, { people: [person(0, { role: 'owner' }), person(1), person(2)] });
      const query = { accountId: ACME, state: 'ACTIVE', size: 2, after: undefined } as const;
      assert.notEqual((await storage.listUsers(query)).next, undefined);
      await storage.suspendUser(ACME, idOf(2), contextAt());
      assert.equal((await storage.listUsers(query)).next, undefined);
      await storage.suspendUser(ACME, idOf(1), contextAt());
      assert.equal((await storage.listUsers(query)).count, 1);
      await storage.reactivateUser(ACME, idOf(2), contextAt());
      assert.deepEqual(
        parsePage(await storage.listUsers(query)).map(({ id }) => id),
        [idOf(0), idOf(2)],
      );
    });
  });
}
