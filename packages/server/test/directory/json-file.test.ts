import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ACCOUNT, DirectoryStore, fileWith, refusal } from './directory-store.ts';

const INVALID = 'This is not valid JSON:';
const REFUSED: readonly (readonly [content: string, message: string])[] = [
  ['  \n ', 'line 2: There is nothing but white space. Is it complete?'],
  ['[]', 'line 1: The file must be an object: {"accounts":[…]}.'],
  ['"x"', 'line 1: The file must be an object: {"accounts":[…]}.'],
  ['{}', 'line 1, accounts: It is missing: a directory file is {"accounts":[…]}.'],
  ['{"accounts":{}}', 'line 1, accounts: It must be a list.'],
  ['{"accounts":null}', 'line 1, accounts: It must be a list in square brackets.'],
  ['{"accounts":[1]}', 'line 1: Every entry of accounts is an object in curly brackets.'],
  ['{"accounts":[[]]}', 'line 1: There is a list inside a list.'],
  ['{"acounts":[]}', 'line 1, acounts: The file has no such field. Did you mean accounts?'],
  ['{"accounts":[],"accounts":[]}', 'line 1, accounts: It stands there twice. Keep one.'],
  ['{"accounts":[]} x', `line 1: ${INVALID} "x" cannot stand here.`],
  ['{"accounts":[]}{', `line 1: ${INVALID} "{" where the end of the file should stand.`],
  ['{"accounts":[}', `line 1: ${INVALID} "}" where a value should stand.`],
  ['{"accounts":[\n{"name":"x",}]}', `line 2: ${INVALID} "}" where a field name in quotes should stand.`],
  ['{"accounts":[{"name":"x"},]}', `line 1: ${INVALID} "]" where a value should stand.`],
  ['{"accounts":[{"name" "x"}]}', `line 1: ${INVALID} a value where a colon should stand.`],
  ["{'accounts':[]}", `line 1: ${INVALID} "'" cannot stand here.`],
  ['{"accounts":[\n\n tru]}', `line 3: ${INVALID} "]" cannot stand here.`],
  ['{"accounts":[\n\n{"name":"a\nb"}]}', `line 3: ${INVALID} "\\u{a}" cannot stand here.`],
  ['{"accounts":[\n{"name":"x"', 'line 2: The file ends too early. Is it complete?'],
  ['{"accounts":[\n{"name":"x', 'line 2: The file ends in the middle of a value. Is it complete?'],
  ['{"accounts":[{"users":[]}]}', 'line 1, name: It is missing, and an account needs one.'],
  ['{"accounts":[{"name":["x"]}]}', 'line 1, name: It must be text, not a list.'],
  ['{"accounts":[{"name":"x","users":null}]}', 'line 1, users: It must be a list in square brackets.'],
  ['{"accounts":[{"name":"x","users":[7]}]}', 'line 1: Every entry of users is an object in curly brackets.'],
  ['{"accounts":[{"name":"x","user":[]}]}', 'line 1, user: An account has no such field. Did you mean users?'],
  ['{"accounts":[{"name":"x","name":"y"}]}', 'line 1, name: It stands there twice. Keep one.'],
  [
    '{"accounts":[{"name":"x","provisioning":"auto"}]}',
    'line 1, provisioning: "auto" is not allowed. Allowed: manual, automated. Did you mean automated?',
  ],
  ['{"accounts":[{"users":[{"email":"a@b",\n"email":"c@d"}]}]}', 'line 2, email: It stands there twice. Keep one.'],
];

describe('a JSON directory file', () => {
  for (const [content, message] of REFUSED) {
    test(JSON.stringify(content), async () => {
      assert.equal((await refusal(new DirectoryStore().import(content))).message, message);
    });
  }

  test('fields of a record on lines of their own are found, whatever the chunks', async () => {
    const people = Array.from({ length: 50 }, (_, index) => ({
      email: `person${index}@example.com`,
      display_name: `Person "${index}" \\ é 漢 👩 \u2028`,
    }));
    const content = JSON.stringify(
      JSON.parse(fileWith({}, [...people, { email: 'x@example.com', display_name: '' }])),
      null,
      2,
    );
    const line = content.slice(0, content.indexOf('"display_name": ""')).split('\n').length;
    const bytes = Buffer.from(content);
    for (const size of [1, 2, 7, 64, 1000, bytes.length]) {
      const parts: Buffer[] = [];
      for (let at = 0; at < bytes.length; at += size) parts.push(bytes.subarray(at, at + size));
      const error = await refusal(new DirectoryStore().import(parts));
      assert.deepEqual([error.line, error.field], [line, 'display_name'], `chunks of ${size} bytes`);
    }
  });

  test('a byte order mark, white space and the schema are ignored', async () => {
    const content = `\ufeff\n\t ${fileWith({}).replace('{', '{ "$schema" : "https://example.com/x.json" , ')}\r\n`;
    const { summary } = await new DirectoryStore().import(content);
    assert.equal(summary.users.created, 1);
  });

  test('users and applications may stand before id, name and provisioning', async () => {
    const { id, name, users } = JSON.parse(fileWith({})).accounts[0];
    const applications = [{ name: 'A', redirect_url: 'https://example.com', scopes: ['get_user'] }];
    const store = new DirectoryStore();
    const content = { accounts: [{ applications, users, provisioning: 'automated', name, id }] };
    const report = await store.import(JSON.stringify(content));
    assert.equal(report.firstAccount, ACCOUNT);
    assert.equal((await store.accounts())[0]?.provisioning, 'automated');
    assert.equal(report.summary.users.created, 1);
    assert.equal(report.summary.applications.created, 1);
  });

  test('but a thousand of them at the most', async () => {
    const { id, name, users } = JSON.parse(fileWith({})).accounts[0];
    const many = Array.from({ length: 1000 }, (_, n) => ({ email: `n${n}@example.com`, display_name: 'N' }));
    const all = [...users, ...many];
    const late = await refusal(new DirectoryStore().import(JSON.stringify({ accounts: [{ users: all, id, name }] })));
    assert.equal(late.field, 'name');
    assert.match(late.reason, /Put id, name and provisioning first\.$/);
    const id_late = { accounts: [{ name, users: all, id }] };
    const error = await refusal(new DirectoryStore().import(JSON.stringify(id_late)));
    assert.equal(error.field, 'id');
    assert.match(error.reason, /^It stands behind 1000 or more users/);
    const without = await new DirectoryStore().import(JSON.stringify({ accounts: [{ name, users: all }] }));
    assert.equal(without.summary.users.created, 1001);
  });

  test('an import for one account takes a file of this account only', async () => {
    const other = 'B'.repeat(26);
    const options = { accountId: other };
    const wrong = await refusal(new DirectoryStore().import(fileWith({}), 'json', options));
    assert.equal(wrong.message, `line 1, id: The file holds another account than ${other}, which the import is for.`);
    const report = await new DirectoryStore().import('{"accounts":[{"name":"x"}]}', 'json', options);
    assert.equal(report.firstAccount, other);
    const two = await refusal(
      new DirectoryStore().import('{"accounts":[{"name":"x"},\n{"name":"y"}]}', 'json', options),
    );
    assert.equal(two.message, 'line 2: The file holds more than one account. Import it without naming one.');
  });

  test('no accounts at all is a warning', async () => {
    const { warnings } = await new DirectoryStore().import('{"accounts":[]}');
    assert.deepEqual(warnings, ['The file holds no accounts and no people.']);
  });
});
