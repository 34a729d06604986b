import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { SCOPES } from '@rollcall/contract';
import fc from 'fast-check';
import { DirectoryStore, refusal } from './directory-store.ts';

const id = fc.stringMatching(/^[A-Z2-7]{26}$/);
const control = /[\p{Cc}\p{Cs}]/u;
const text = (longest: number): fc.Arbitrary<string> =>
  fc
    .oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('=1+1', ' ', '"', ',', "'", 'é', 'e\u0301', '\ufeff'),
    )
    .filter((value) => value !== '' && [...value].length <= longest && !control.test(value));
const time = fc
  .date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => `${date.toISOString().slice(0, 19)}Z`);

const user = fc.record({
  id,
  email: fc.emailAddress().filter((email) => email.length <= 254),
  display_name: text(256),
  state: fc.constantFrom('ACTIVE', 'SUSPENDED'),
  create_time: time,
  role: fc.constantFrom('owner', 'administrator', 'member'),
  externally_managed: fc.boolean(),
  security_group: fc.boolean(),
});
const application = fc.record({
  name: text(100),
  description: fc.oneof(fc.constant(''), text(500), fc.constant('two\nlines\tand a tab')),
  client_id: fc.uuid(),
  redirect_url: fc.webUrl({ validSchemes: ['https'] }),
  scopes: fc.uniqueArray(fc.constantFrom(...SCOPES), { minLength: 1 }),
});
const account = fc.record({
  id,
  name: text(256),
  provisioning: fc.constantFrom('manual', 'automated'),
  users: fc
    .uniqueArray(user, { maxLength: 8, selector: (one) => one.email.toLowerCase() })
    .filter((all) => new Set(all.map((one) => one.id)).size === all.length)
    .map((all) => all.map((one, index) => (index === 0 ? { ...one, role: 'owner', state: 'ACTIVE' } : one))),
  applications: fc.uniqueArray(application, { maxLength: 3, selector: (one) => one.name }),
});
const directory = fc
  .uniqueArray(account, { minLength: 1, maxLength: 3, selector: (one) => one.id })
  .filter((all) => new Set(all.map((one) => one.name)).size === all.length)
  .map((accounts) => ({ accounts }));

async function filledWith(content: string, format: 'json' | 'ndjson' = 'json'): Promise<DirectoryStore> {
  const store = new DirectoryStore();
  await store.import(content, format);
  return store;
}

describe('any directory', () => {
  for (const format of ['json', 'ndjson'] as const) {
    test(`survives export and import as ${format}, byte for byte`, async () => {
      await fc.assert(
        fc.asyncProperty(directory, async (content) => {
          const exported = await (await filledWith(JSON.stringify(content))).export(format);
          assert.equal(await (await filledWith(exported, format)).export(format), exported);
        }),
      );
    });
  }

  test('the export is what was imported', async () => {
    await fc.assert(
      fc.asyncProperty(directory, async (content) => {
        const exported = JSON.parse(await (await filledWith(JSON.stringify(content))).export());
        const key = (one: { id?: string; name?: string }): string => one.id ?? one.name ?? '';
        const sorted = (all: typeof content.accounts): unknown =>
          [...all]
            .sort((a, b) => (a.id < b.id ? -1 : 1))
            .map((one) => ({
              ...one,
              users: [...one.users].sort((a, b) => (key(a) < key(b) ? -1 : 1)),
              applications: [...one.applications].sort((a, b) => (key(a) < key(b) ? -1 : 1)),
            }));
        assert.deepEqual(sorted(exported.accounts), sorted(JSON.parse(JSON.stringify(content.accounts))));
      }),
    );
  });

  test('people survive as csv', async () => {
    await fc.assert(
      fc.asyncProperty(directory, async (content) => {
        const exported = await (await filledWith(JSON.stringify(content))).export('csv');
        const heads = content.accounts.map(({ id, name, provisioning }) => ({ id, name, provisioning }));
        const store = await filledWith(JSON.stringify({ accounts: heads }));
        await store.import(exported, 'csv');
        assert.equal(await store.export('csv'), exported);
      }),
    );
  });

  test('one account alone', async () => {
    const heads = ['A', 'B'].map((letter) => ({ id: letter.repeat(26), name: letter, provisioning: 'manual' }));
    const store = await filledWith(JSON.stringify({ accounts: heads }));
    const { accounts } = JSON.parse(await store.export('json', 'B'.repeat(26)));
    assert.deepEqual(accounts, [{ ...heads[1], users: [], applications: [] }]);
    assert.equal(
      await store.export('csv', 'B'.repeat(26)),
      'email,display_name,role,state,id,create_time,externally_managed,security_group\n',
    );
    const error = await refusal(store.export('json', 'C'.repeat(26)));
    assert.equal(error.message, `There is no account ${'C'.repeat(26)}. The list of accounts shows their ids.`);
  });
});
