import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ACCOUNT, DirectoryStore, refusal } from './directory-store.ts';

const HEADER = 'email,display_name,role';
const COLUMNS = 'email, display_name, role, state, id, create_time, externally_managed, security_group, account_id';

async function store(): Promise<DirectoryStore> {
  const made = new DirectoryStore();
  await made.import(JSON.stringify({ accounts: [{ id: ACCOUNT, name: 'Acme' }] }));
  return made;
}

const REFUSED: readonly (readonly [content: string, message: string])[] = [
  [
    'email;display_name\n',
    'line 1: The columns are not separated by commas. Save the file with commas between the cells.',
  ],
  ['email\n', 'line 1, display_name: The column is missing from the header.'],
  ['email,display_name,emial\n', 'line 1, emial: There is no such column. Did you mean email?'],
  ['email,display_name,phone\n', `line 1, phone: There is no such column. The columns are: ${COLUMNS}.`],
  ['email,display_name,email\n', 'line 1, email: The column stands there twice. Keep one.'],
  ['email,display_name,\n', 'line 1: A column has no name.'],
  ['a@example.com,A\n', 'line 1: The header row is missing. Begin with: email,display_name,role'],
  [
    `${HEADER}\na@example.com,Doe, Jane,owner\n`,
    'line 2: The row has 4 cells, the header has 3. Put cells with a comma in them in quotes.',
  ],
  [
    `${HEADER}\na@example.com,A,owner\n\n"b@example.com,B,\nc@example.com,C,\n`,
    'line 3: A quoted cell is never closed. Add the missing " and write a " inside a cell as "".',
  ],
  [
    `${HEADER}\na@example.com,A "x",owner\n`,
    'line 2: There is a " in the middle of a cell. Put the whole cell in quotes and write the " as "".',
  ],
  [
    `${HEADER}\na@example.com,"A" x,owner\n`,
    'line 2: There is text after a closing ". Write a " inside a quoted cell as "".',
  ],
  [`${HEADER}\n,A,owner\n`, 'line 2, email: It is missing, and a user needs one.'],
  [
    'email,display_name,externally_managed\na@example.com,A,yes\n',
    'line 2, externally_managed: "yes" is not allowed. Allowed: true, false.',
  ],
  [
    `\r\n${HEADER}\r\na@example.com,"two\r\nlines",owner\r\n`,
    'line 3, display_name: "two\\u{d}\\u{a}lines" has a control character or half a character in it. Take it out.',
  ],
];

describe('a CSV directory file', () => {
  for (const [content, message] of REFUSED) {
    test(JSON.stringify(content), async () => {
      const importing = (await store()).import(content, 'csv', { accountId: ACCOUNT });
      assert.equal((await refusal(importing)).message, message);
    });
  }

  test('lines are counted as an editor counts them, below quoted line breaks too', async () => {
    const email = 'two\r\nlines@example.com';
    for (const [newline, line] of [
      ['\r\n', 2],
      ['\n', 2],
      ['\r', 2],
    ] as const) {
      const content = [HEADER, `"${email}",A,owner`, ''].join(newline);
      const error = await refusal((await store()).import(content, 'csv', { accountId: ACCOUNT }));
      assert.deepEqual([error.line, error.field], [line, 'email'], JSON.stringify(newline));
    }
  });

  test('columns in any order, quotes, empty cells, CRLF, a byte order mark, TRUE', async () => {
    const content =
      '\ufeffexternally_managed,role, display_name ,email,security_group\r\nTRUE,owner,"O""Neill, ""Shib""",a@example.com,\r\n,,B,b@example.com,True';
    const filled = await store();
    const { summary, firstAccount } = await filled.import(content, 'csv', { accountId: ACCOUNT });
    assert.equal(summary.users.created, 2);
    assert.equal(firstAccount, ACCOUNT);
    const people: Record<string, unknown>[] = JSON.parse(await filled.export()).accounts[0].users;
    const shown = people
      .map((person) => [person.display_name, person.role, person.externally_managed, person.security_group])
      .sort();
    assert.deepEqual(shown, [
      ['B', 'member', false, true],
      ['O"Neill, "Shib"', 'owner', true, false],
    ]);
  });

  test('the account comes from the import or from a column', async () => {
    const rows = `email,display_name,role,account_id\na@example.com,A,owner,${ACCOUNT}\n`;
    assert.equal((await (await store()).import(rows, 'csv')).summary.users.created, 1);
    const none = await refusal((await store()).import(`${HEADER}\n`, 'csv'));
    assert.equal(none.field, 'account_id');
    const empty = await refusal((await store()).import('email,display_name,account_id\na@example.com,A,\n', 'csv'));
    assert.match(empty.message, /^line 2, account_id: The cell is empty\./);
    const unknown = await refusal(new DirectoryStore().import(rows, 'csv'));
    assert.match(unknown.message, new RegExp(`^line 2, account_id: There is no account ${ACCOUNT}\\.`));
  });

  test('one email twice is a conflict, found on its line', async () => {
    const content = `${HEADER}\na@example.com,A,owner\n\n\nA@example.com,B,\n`;
    const error = await refusal((await store()).import(content, 'csv', { accountId: ACCOUNT }));
    assert.deepEqual([error.line, error.field], [5, 'email']);
  });

  test('a header alone is a warning', async () => {
    const { warnings } = await (await store()).import(HEADER, 'csv', { accountId: ACCOUNT });
    assert.equal(warnings.length, 1);
  });
});
