import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DirectoryStore, fileWith, refusal } from './directory-store.ts';

const SHAPE = 'is not an email address. It needs one @ with something on both sides, without spaces.';
const ID = 'is not an id. Ids have exactly 26 characters from A-Z and 2-7; leave the field out to have one made.';
const TIME = 'is not an RFC 3339 time. Write it like 2024-01-15T10:30:00Z or 2024-01-15T11:30:00+01:00.';
const CONTROL = 'has a control character or half a character in it. Take it out.';
const FIELDS = 'id, email, display_name, state, create_time, role, externally_managed, security_group';

const REFUSED: readonly (readonly [field: string, value: unknown, reason: string])[] = [
  ['id', 'abc', `"abc" ${ID}`],
  ['id', `${'A'.repeat(25)}1`, `"${'A'.repeat(25)}1" ${ID}`],
  ['id', 'a'.repeat(26), `"${'a'.repeat(26)}" ${ID}`],
  ['email', undefined, 'It is missing, and a user needs one.'],
  ['email', 'nobody', `"nobody" ${SHAPE}`],
  ['email', 'a b@example.com', `"a b@example.com" ${SHAPE}`],
  ['email', 'a@b@example.com', `"a@b@example.com" ${SHAPE}`],
  ['email', '@example.com', `"@example.com" ${SHAPE}`],
  ['email', '', `"" ${SHAPE}`],
  ['email', 'a\u0000@example.com', `"a\\u{0}@example.com" ${SHAPE}`],
  ['email', `${'x'.repeat(250)}@example.com`, 'It has 262 characters. At most 254 characters are allowed.'],
  ['email', 7, 'It must be text in quotes, and is the number 7.'],
  ['email', null, 'It must be text in quotes, and is null.'],
  ['display_name', undefined, 'It is missing, and a user needs one.'],
  ['display_name', '', 'It is empty.'],
  ['display_name', '👩'.repeat(257), 'It has 257 characters. At most 256 characters are allowed.'],
  ['display_name', 'a\u0007b', `"a\\u{7}b" ${CONTROL}`],
  ['display_name', 'a\u009bb', `"a\\u{9b}b" ${CONTROL}`],
  ['display_name', `${'x'.repeat(50)}\n`, `"${'x'.repeat(40)}…" ${CONTROL}`],
  ['display_name', ['x'], 'It must be text in quotes, and is a list.'],
  ['state', 'active', '"active" is not allowed. Allowed: ACTIVE, SUSPENDED. Did you mean ACTIVE?'],
  ['state', 'STATE_UNSPECIFIED', '"STATE_UNSPECIFIED" is not allowed. Allowed: ACTIVE, SUSPENDED.'],
  ['state', null, 'null is not allowed. Allowed: ACTIVE, SUSPENDED.'],
  ['role', 'admin', '"admin" is not allowed. Allowed: owner, administrator, member. Did you mean administrator?'],
  ['create_time', '2024-01-15', `"2024-01-15" ${TIME}`],
  ['create_time', '2023-02-29T00:00:00Z', `"2023-02-29T00:00:00Z" ${TIME}`],
  ['create_time', 1705314600, 'It must be text in quotes, and is the number 1705314600.'],
  ['create_time', null, 'It must be text in quotes, and is null. Leave the field out instead.'],
  ['externally_managed', 'yes', 'It must be true or false, without quotes, and is text.'],
  ['externally_managed', {}, 'It must not be an object.'],
  ['security_group', 'yes', 'It must be true or false, without quotes, and is text.'],
  ['emial', 'x', 'A user has no such field. Did you mean email?'],
  ['displayName', 'x', 'A user has no such field. Did you mean display_name?'],
  ['path', 'x', `A user has no such field. The fields are: ${FIELDS}.`],
  ['constructor', 'x', `A user has no such field. The fields are: ${FIELDS}.`],
  ['account_id', 'x', `A user has no such field. The fields are: ${FIELDS}.`],
];

describe('rules of a user', () => {
  for (const [field, value, reason] of REFUSED) {
    test(`${field} = ${JSON.stringify(value)?.slice(0, 50)}`, async () => {
      const store = new DirectoryStore();
      const error = await refusal(store.import(fileWith({ [field]: value })));
      assert.equal(error.message, `line 1, ${field}: ${reason}`);
      assert.deepEqual([error.line, error.field, error.reason], [1, field, reason]);
      assert.equal(await store.export(), '{"accounts":[\n]}\n');
      assert.ok(await store.isFree());
    });
  }

  test('half a surrogate pair, which only an escape can write', async () => {
    const error = await refusal(
      new DirectoryStore().import(fileWith({ display_name: 'Halve' }).replace('Halve', '\\ud83d!')),
    );
    assert.equal(error.reason, `"\\u{d83d}!" ${CONTROL}`);
  });

  const ALLOWED: readonly (readonly [field: string, value: string, kept?: string])[] = [
    ['display_name', '👩🏽‍🔬'.repeat(64)],
    ['display_name', 'Franc\u0327oise'],
    ['display_name', 'Françoise'],
    ['display_name', '\ufeffA\ufeff'],
    ['display_name', 'O\'Neill, "Shib" \\ <b>'],
    ['display_name', ' a\u200fb\u00a0 '],
    ['email', `${'x'.repeat(242)}@example.com`],
    ['email', 'UPPER.Case+tag@EXAMPLE.com'],
    ['create_time', '2024-02-29T23:59:59.999+05:30', '2024-02-29T18:29:59Z'],
    ['create_time', '2999-12-31T00:00:00Z'],
  ];
  for (const [field, value, kept = value] of ALLOWED) {
    test(`keeps ${field} = ${JSON.stringify(value).slice(0, 50)}`, async () => {
      const store = new DirectoryStore();
      await store.import(fileWith({ [field]: value }));
      assert.equal(JSON.parse(await store.export()).accounts[0].users[0][field], kept);
    });
  }

  test('what is left out is made', async () => {
    const store = new DirectoryStore();
    await store.import(fileWith({}, [{ email: 'a@example.com', display_name: 'A' }]));
    const people: Record<string, unknown>[] = JSON.parse(await store.export()).accounts[0].users;
    const { id, ...rest } = people.find((person) => person.email === 'a@example.com') ?? {};
    assert.match(String(id), /^[A-Z2-7]{26}$/);
    assert.deepEqual(rest, {
      email: 'a@example.com',
      display_name: 'A',
      state: 'ACTIVE',
      create_time: '2026-01-02T03:04:05Z',
      role: 'member',
      externally_managed: false,
      security_group: false,
    });
  });
});
