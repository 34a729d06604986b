import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ACCOUNT, DirectoryStore, refusal } from './directory-store.ts';

const ACCOUNT_LINE = JSON.stringify({ type: 'account', id: ACCOUNT, name: 'Acme' });
const OWNER_LINE = JSON.stringify({ email: 'a@example.com', display_name: 'A', role: 'owner', account_id: ACCOUNT });

const REFUSED: readonly (readonly [content: string, message: string])[] = [
  ['{', 'line 1: The line is not valid JSON: look at column 2.'],
  [`${ACCOUNT_LINE}\n{"a":1}x`, 'line 2: The line is not valid JSON: look at column 8.'],
  ['[]', 'line 1: Every line is one JSON object in curly brackets.'],
  ['null', 'line 1: Every line is one JSON object in curly brackets.'],
  ['{"accounts":[]}', 'line 1: This is a JSON directory file, not NDJSON. Import it as JSON.'],
  [
    '{"type":"usr"}',
    'line 1, type: "usr" is not allowed. Allowed: account, user, application; without type the line is a user. Did you mean user?',
  ],
  [
    '{"email":"a@b"}',
    'line 1, account_id: It is missing. Name the account in every line, or start the import for an account.',
  ],
  [
    '{"account_id":7,"email":"a@b","display_name":"A"}',
    'line 1, account_id: It must be text in quotes, and is the number 7.',
  ],
  [
    `\r\n\n${ACCOUNT_LINE}\r\n\n{"account_id":"${ACCOUNT}","email":"a@b"}`,
    'line 5, display_name: It is missing, and a user needs one.',
  ],
  [
    OWNER_LINE,
    `line 1, account_id: There is no account ${ACCOUNT}. Create it first, or import a file that has it before its people.`,
  ],
  ['{"type":"account","name":"x" , "name" : "y"}', 'line 1, name: It stands there twice. Keep one.'],
  ['{"type":"account","name":"x","nam\\u0065":"y"}', 'line 1, name: It stands there twice. Keep one.'],
  [
    '{"type":"account","name":"x","users":[]}',
    'line 1, users: An account has no such field. The fields are: type, id, name, provisioning.',
  ],
];

describe('an NDJSON directory file', () => {
  for (const [content, message] of REFUSED) {
    test(JSON.stringify(content), async () => {
      assert.equal((await refusal(new DirectoryStore().import(content, 'ndjson'))).message, message);
    });
  }

  test('a colon after a quote inside a text is no field', async () => {
    const line = JSON.stringify({ type: 'account', name: 'a":"name":"b', provisioning: 'manual' });
    const { summary } = await new DirectoryStore().import(line, 'ndjson');
    assert.equal(summary.accounts.created, 1);
  });

  test('lines without an account belong to the one the import is for', async () => {
    const line = JSON.stringify({ email: 'a@example.com', display_name: 'A', role: 'owner' });
    const { summary } = await new DirectoryStore().import(`${ACCOUNT_LINE}\n${line}`, 'ndjson', { accountId: ACCOUNT });
    assert.equal(summary.users.created, 1);
  });

  test('the last line needs no line break, and chunks may cut anywhere', async () => {
    const bytes = Buffer.from(`${ACCOUNT_LINE}\n${OWNER_LINE.replace('"A"', '"é漢👩"')}`);
    const { summary } = await new DirectoryStore().import(
      [...bytes].map((byte) => Uint8Array.of(byte)),
      'ndjson',
    );
    assert.equal(summary.users.created, 1);
  });
});
