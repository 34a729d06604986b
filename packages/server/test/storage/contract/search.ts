import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Person } from '../../../src/domain/directory.ts';
import { PEOPLE_ORDERS, type PeopleSearch } from '../../../src/storage/people-verbs.ts';
import type { Storage } from '../../../src/storage/storage.ts';
import type { OpenStore } from '../storage-contract.ts';
import { ACME, contextAt, fill, idOf, OTHER, people, person } from './samples.ts';

const ANYBODY: PeopleSearch = {
  accountId: ACME,
  text: undefined,
  state: undefined,
  role: undefined,
  securityGroup: undefined,
  order: 'create_time',
  descending: false,
  size: 1000,
  after: undefined,
};

const NAMES = [
  'Åsa Öberg',
  'asa oberg',
  'ÖDÖN "von" Horváth',
  'back\\slash',
  'ΟΔΥΣΣΕΥΣ',
  'İstanbul',
  '名前 🧑‍🚀',
  'a null\u0000inside',
  'percent % and _ underscore',
  'Zoë',
  'zoë',
  'ZOË',
  '\u{10ffff} last of all',
];

/** Pages of a search, one after the other. */
async function found(storage: Storage, search: Partial<PeopleSearch>): Promise<readonly Person[]> {
  const met: Person[] = [];
  let after: PeopleSearch['after'];
  do {
    const page = await storage.searchPeople({ ...ANYBODY, ...search, after });
    met.push(...page.people);
    after = page.next;
  } while (after !== undefined);
  return met;
}

const idsOf = (someone: readonly Person[]): readonly string[] => someone.map(({ id }) => id);
const fold = (text: string): string => text.toLowerCase().replaceAll('ς', 'σ');
/** By code point, as the bytes of UTF-8 compare; equals by id. */
const sorted = (crowd: readonly Person[], keyOf: (someone: Person) => string): readonly Person[] =>
  [...crowd].sort(
    (left, right) =>
      Buffer.compare(Buffer.from(keyOf(left)), Buffer.from(keyOf(right))) || (left.id < right.id ? -1 : 1),
  );

export function describeSearch(open: OpenStore): void {
  const crowd = NAMES.map((displayName, number) =>
    person(number + 1, {
      displayName,
      email: `${(number * 5) % NAMES.length}.${number % 2 === 0 ? 'EVEN' : 'odd'}@example.com`,
      role: number === 0 ? 'owner' : number < 3 ? 'administrator' : 'member',
      state: number % 4 === 3 ? 'SUSPENDED' : 'ACTIVE',
      securityGroup: number % 5 === 4,
    }),
  );
  const openCrowd = async () => {
    const storage = await open();
    await fill(storage, { people: crowd });
    await fill(storage, { account: { id: OTHER }, people: people(3) });
    return storage;
  };

  describe('searching people', () => {
    test('a part of a name or an address finds them, whatever its case', async () => {
      const storage = await openCrowd();
      for (const text of [
        'ASA',
        'öberg',
        'ÖBERG',
        'Zoë',
        '"VON"',
        '\\',
        'οδυσσευσ',
        'Σ',
        'ς',
        'i̇stan',
        '名前',
        '🚀',
        '%',
        '_',
      ]) {
        const expected = crowd.filter(({ displayName }) => fold(displayName).includes(fold(text)));
        assert.ok(expected.length > 0, text);
        assert.deepEqual(await found(storage, { text }), expected, text);
      }
      for (const text of ['even@', 'EXAMPLE.COM', '.odd@']) {
        const expected = crowd.filter(({ email }) => email.toLowerCase().includes(text.toLowerCase()));
        assert.deepEqual(await found(storage, { text }), expected, text);
      }
      for (const text of ['nobody', "' OR 1=1 --", '\u0000\u0000', 'a%b', idOf(99)]) {
        assert.deepEqual(await storage.searchPeople({ ...ANYBODY, text }), { people: [], next: undefined });
      }
    });

    test('an id finds who has it, and nobody of another account', async () => {
      const storage = await openCrowd();
      assert.deepEqual(await found(storage, { text: idOf(4) }), [crowd[3]]);
      assert.deepEqual(await found(storage, { text: idOf(4).toLowerCase() }), [crowd[3]]);
      assert.deepEqual(await found(storage, { text: idOf(4), state: 'ACTIVE' }), []);
      assert.deepEqual(await found(storage, { text: idOf(4).slice(1) }), []);
      assert.deepEqual(await found(storage, { text: idOf(0) }), []);
      assert.deepEqual(await found(storage, { accountId: idOf(8) }), []);
      assert.deepEqual(await found(storage, { accountId: idOf(8), text: idOf(4) }), []);
    });

    test('filters hold together', async () => {
      const storage = await openCrowd();
      const filters = [
        { state: 'SUSPENDED' },
        { role: 'administrator' },
        { securityGroup: true },
        { securityGroup: false, state: 'ACTIVE', role: 'member' },
        { state: 'ACTIVE', role: 'member', text: 'e' },
      ] as const;
      for (const filter of filters) {
        const expected = crowd.filter(
          (each) =>
            Object.entries(filter).every(([name, value]) => name === 'text' || Reflect.get(each, name) === value) &&
            (!('text' in filter) || /e/i.test(each.displayName + each.email)),
        );
        assert.ok(expected.length > 0);
        assert.deepEqual(await found(storage, filter), expected);
      }
    });

    for (const order of PEOPLE_ORDERS) {
      test(`by ${order}: pages of any size are the whole, both ways`, async () => {
        const storage = await openCrowd();
        const keyOf = {
          create_time: ({ createTime }: Person) => createTime,
          display_name: ({ displayName }: Person) => fold(displayName),
          email: ({ email }: Person) => email.toLowerCase(),
        }[order];
        const expected = idsOf(sorted(crowd, keyOf));
        for (const size of [1, 2, 5, crowd.length, 1000]) {
          assert.deepEqual(idsOf(await found(storage, { order, size })), expected);
          const backwards = await found(storage, { order, size, descending: true });
          assert.deepEqual(idsOf(backwards), [...expected].reverse());
        }
        const full = await storage.searchPeople({ ...ANYBODY, order, size: crowd.length });
        assert.equal(full.next, undefined, 'a full page that ends the list');
      });
    }

    test('people of one name or one moment are told apart by their ids', async () => {
      const storage = await open();
      const same = [7, 3, 5, 1].map((number) =>
        person(number, { displayName: 'Same', createTime: '2024-05-01T12:00:00Z', role: 'owner' }),
      );
      await fill(storage, { people: same });
      for (const order of ['create_time', 'display_name'] as const) {
        assert.deepEqual(idsOf(await found(storage, { order, size: 1 })), [1, 3, 5, 7].map(idOf));
        assert.deepEqual(idsOf(await found(storage, { order, size: 1, descending: true })), [7, 5, 3, 1].map(idOf));
      }
    });

    test('who came, was renamed, or left is found as they are now', async () => {
      const storage = await openCrowd();
      const text = 'Nachname';
      const late = person(80, { displayName: `Eva ${text}`, email: 'eva@example.com' });
      await storage.createUser(ACME, late, contextAt());
      await storage.updateUser(ACME, idOf(2), { displayName: `NEU ${text.toUpperCase()}` }, contextAt(), 'enforced');
      assert.deepEqual(idsOf(await found(storage, { text, order: 'display_name' })), [idOf(80), idOf(2)]);
      assert.deepEqual(await found(storage, { text: 'asa oberg' }), []);
      await fill(storage, { people: [{ ...late, displayName: 'Eva Anders' }], account: {} });
      await storage.deleteUser(ACME, idOf(2), contextAt(), 'enforced');
      assert.deepEqual(await found(storage, { text }), []);
      assert.deepEqual(idsOf(await found(storage, { text: 'anders' })), [idOf(80)]);
    });

    test('everybody is met once, however many there are, and others are served meanwhile', async () => {
      const storage = await open();
      const many = people(5000).map((each, number) => ({ ...each, displayName: `Name ${(number * 7919) % 5000}` }));
      await fill(storage, { people: many });
      const needle = found(storage, { text: 'NAME 4321', order: 'display_name' });
      let settled = false;
      void needle.then(() => {
        settled = true;
      });
      await Promise.resolve();
      assert.equal(settled, false);
      assert.deepEqual(
        (await needle).map(({ displayName }) => displayName),
        ['Name 4321'],
      );
      const all = await found(storage, { order: 'display_name', descending: true, size: 999 });
      assert.equal(new Set(idsOf(all)).size, 5000);
      assert.deepEqual(await found(storage, { text: 'no such name' }), []);
      const suspended = await found(storage, { state: 'SUSPENDED', order: 'email', size: 300 });
      assert.equal(suspended.length, 1000);
    });
  });
}
