import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DirectoryUser } from '@rollcall/contract/directory-file';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { normaliseTimestamp } from '../../../src/directory/timestamp.ts';
import type { Person } from '../../../src/domain/directory.ts';
import { everyScript } from '../../../src/sandbox/people/every-script.ts';
import { makePeople } from '../../../src/sandbox/people/make-people.ts';
import { isOfKind } from '../../../src/sandbox/people/person-kinds.ts';
import { PRESET_ACCOUNTS } from '../../../src/sandbox/people/presets.ts';

const ACCOUNT = 'ACMEACMEACMEACMEACMEACMEAC';
const OTHER = 'OTHEROTHEROTHEROTHEROTHERO';

const ajv = new Ajv2020();
ajv.addFormat('date-time', (text: string) => normaliseTimestamp(text) === text);
const validate = ajv.compile(DirectoryUser);

function assertValid(people: readonly Person[]): void {
  for (const { id, email, displayName, state, createTime, role, externallyManaged } of people) {
    const rest = { state, role, create_time: createTime, externally_managed: externallyManaged };
    assert.ok(validate({ id, email, display_name: displayName, ...rest }), JSON.stringify([email, validate.errors]));
  }
  for (const key of ['id', 'email'] as const) {
    assert.equal(new Set(people.map((person) => person[key].toLowerCase())).size, people.length, key);
  }
}

function make(count: number, randomSeed: number, accountId = ACCOUNT, ownerEvery: number | undefined = 1000): Person[] {
  return [...makePeople({ accountId, count, randomSeed, ownerEvery })];
}

const counts = fc.integer({ min: 0, max: 300 });
const seeds = fc.oneof(fc.constantFrom(0, 1, 2 ** 32 - 1), fc.nat());

describe('generated people', () => {
  test('keep every rule of a directory file, whatever the number and the random seed', () => {
    fc.assert(fc.property(counts, seeds, (count, seed) => assertValid(make(count, seed))));
    assertValid(make(20_000, 1));
  });

  test('are the same for the same random seed, and more of them begin with the fewer', () => {
    fc.assert(
      fc.property(counts, counts, seeds, (count, fewer, seed) => {
        assert.deepEqual(make(count, seed).slice(0, fewer), make(Math.min(count, fewer), seed));
      }),
    );
    const [first] = make(1, 1);
    assert.deepEqual(first, {
      id: first?.id,
      email: 'lucia.vazquez1@example.org',
      displayName: 'Lucía Vázquez',
      createTime: '2023-03-05T20:43:35Z',
      state: 'ACTIVE',
      role: 'owner',
      externallyManaged: false,
      securityGroup: false,
    });
  });

  test('have other addresses for another random seed, and other ids in another account', () => {
    fc.assert(
      fc.property(fc.uniqueArray(seeds, { minLength: 2, maxLength: 2 }), ([one = 0, two = 0]) => {
        const both = [...make(200, one), ...make(200, two)];
        assertValid(both);
      }),
    );
    const elsewhere = make(200, 1, OTHER);
    assert.deepEqual(
      elsewhere.map(({ email }) => email),
      make(200, 1).map(({ email }) => email),
    );
    assertValid([...elsewhere, ...make(200, 2)]);
    assert.ok(!make(200, 1).some(({ id }) => elsewhere.some((other) => other.id === id)));
  });

  test('have addresses every program can send to', () => {
    for (const { email } of make(5000, 3)) assert.match(email, /^[a-z.]+\d+\.s3@example\.(com|org|net)$/);
  });

  test('are of every kind, even a handful of them; owners are as many as asked for', () => {
    const handful = make(5, 1);
    for (const kind of ['owner', 'administrator', 'suspended', 'externally_managed'] as const) {
      assert.ok(
        handful.some((person) => isOfKind(person, kind)),
        kind,
      );
    }
    const many = make(5000, 1);
    const share = (is: (person: Person) => boolean) => Math.round((100 * many.filter(is).length) / many.length);
    assert.equal(many.filter(({ role }) => role === 'owner').length, 5);
    assert.ok(many.every(({ role, state }) => role !== 'owner' || state === 'ACTIVE'));
    assert.equal(
      share(({ state }) => state === 'SUSPENDED'),
      10,
    );
    assert.equal(
      share(({ role }) => role === 'administrator'),
      2,
    );
    assert.equal(
      share(({ externallyManaged }) => externallyManaged),
      4,
    );
    assert.ok(make(50, 1, ACCOUNT, Number.POSITIVE_INFINITY).filter(({ role }) => role === 'owner').length === 1);
    assert.ok(
      ![...makePeople({ accountId: ACCOUNT, count: 50, randomSeed: 1, ownerEvery: undefined })].some(
        ({ role }) => role === 'owner',
      ),
    );
  });

  test('joined over years, some of them in the same second', () => {
    const times = make(5000, 1).map(({ createTime }) => createTime);
    assert.ok(times.every((time) => time > '2019' && time < '2026'));
    assert.equal(new Set(times.map((time) => time.slice(0, 4))).size, 7);
    const together = times.length - new Set(times).size;
    assert.ok(together > 1000 && together < 2000, String(together));
  });

  test('write themselves in many scripts', () => {
    const names = make(2000, 1).map(({ displayName }) => displayName);
    const scripts = [
      'Latin',
      'Cyrillic',
      'Greek',
      'Han',
      'Hiragana',
      'Hangul',
      'Arabic',
      'Hebrew',
      'Devanagari',
      'Thai',
    ];
    for (const script of scripts) {
      assert.ok(
        names.some((name) => new RegExp(`\\p{Script=${script}}`, 'u').test(name)),
        script,
      );
    }
  });
});

describe('the people of presets', () => {
  for (const [name, { people }] of Object.entries(PRESET_ACCOUNTS)) {
    test(`${name}: keep every rule of a directory file, and are the same every time`, () => {
      const crowd = [...people(ACCOUNT)];
      assertValid(crowd);
      assert.deepEqual(crowd, [...people(ACCOUNT)]);
      assert.equal(crowd.filter((person) => isOfKind(person, 'owner')).length, crowd.length === 0 ? 0 : 1);
    });
  }

  test('every-script: what is awkward is there', () => {
    const names = everyScript(ACCOUNT).map(({ displayName }) => displayName);
    assert.ok(names.length > 60);
    for (const pattern of [
      /\u200b/,
      /\u202e/,
      /\u2028/,
      /[\u{10000}-\u{10ffff}]/u,
      /\p{Mn}{3}/u,
      /<script>/,
      /^ /,
      /"/,
    ]) {
      assert.ok(
        names.some((name) => pattern.test(name)),
        String(pattern),
      );
    }
    assert.equal(Math.max(...names.map((name) => [...name].length)), 256);
  });
});
