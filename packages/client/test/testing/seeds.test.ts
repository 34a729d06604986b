import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import { createClient, type User } from '@rollcall/client';
import { type Sandbox, type Seed, startSandbox } from '@rollcall/client/testing';
import type { Seed as ServerSeed } from '@rollcall/server/sandbox';

/** The types are written out, to hold without the server: here they are held to the server's. */
const seedOfServer = (seed: ServerSeed): Seed => seed;

const JSON_SEED = seedOfServer({
  accounts: [
    {
      id: 'ACMEACMEACMEACMEACMEACMEAC',
      name: 'Acme',
      users: [
        { email: 'ada@example.com', display_name: 'Ada Lovelace', role: 'owner' },
        { email: 'lin@example.com', display_name: '林美玲', state: 'SUSPENDED' },
      ],
      applications: [
        {
          name: 'Review',
          client_id: '3f0c5b0e-6f0a-4a55-9d0a-0d4f3f8f5a11',
          client_secret: 'a-secret-for-tests-only-0123456789',
          redirect_url: 'https://example.com/callback',
          scopes: ['list_users'],
        },
      ],
    },
  ],
});
const CSV = 'email,display_name,role,state\nada@example.com,Ada Lovelace,owner,\nlin@example.com,林美玲,,SUSPENDED\n';
const NDJSON = [
  { type: 'account', id: 'ACMEACMEACMEACMEACMEACMEAC', name: 'Acme' },
  { email: 'ada@example.com', display_name: 'Ada Lovelace', role: 'owner', account_id: 'ACMEACMEACMEACMEACMEACMEAC' },
  { email: 'lin@example.com', display_name: '林美玲', state: 'SUSPENDED', account_id: 'ACMEACMEACMEACMEACMEACMEAC' },
]
  .map((line) => `${JSON.stringify(line)}\n`)
  .join('');

async function file(context: TestContext, name: string, content: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-seed-test-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, name), content);
  return join(folder, name);
}

function peopleOf(sandbox: Sandbox): Promise<User[]> {
  return Array.fromAsync(createClient(sandbox.options).users.list());
}

async function assertAcme(seed: Seed): Promise<Sandbox> {
  await using sandbox = await startSandbox({ seed });
  const people = await peopleOf(sandbox);
  assert.deepEqual(people.map(({ email, display_name, state }) => [email, display_name, state]).sort(), [
    ['ada@example.com', 'Ada Lovelace', 'ACTIVE'],
    ['lin@example.com', '林美玲', 'SUSPENDED'],
  ]);
  await using again = await startSandbox({ seed });
  assert.deepEqual(await peopleOf(again), people);
  assert.deepEqual({ ...again.options, baseUrl: '' }, { ...sandbox.options, baseUrl: '' });
  return sandbox;
}

describe('a seed gives the same sandbox every time', () => {
  it('as an object, with the credentials in it', async () => {
    const sandbox = await assertAcme(JSON_SEED);
    assert.equal(sandbox.accountId, 'ACMEACMEACMEACMEACMEACMEAC');
    assert.equal(sandbox.clientId, '3f0c5b0e-6f0a-4a55-9d0a-0d4f3f8f5a11');
    assert.equal(sandbox.clientSecret, 'a-secret-for-tests-only-0123456789');
  });

  it('as a path of .json', async (context) => {
    const path = await file(context, 'people.json', JSON.stringify(JSON_SEED));
    assert.equal((await assertAcme(path)).clientSecret, 'a-secret-for-tests-only-0123456789');
  });

  it('as a path of .csv and as its URL', async (context) => {
    const path = await file(context, 'people.csv', CSV);
    assert.equal((await assertAcme(path)).clientId, (await assertAcme(pathToFileURL(path))).clientId);
  });

  it('as a path of .ndjson', async (context) => {
    await assertAcme(await file(context, 'people.ndjson', NDJSON));
  });

  it('left out, with the demo people', async () => {
    await using sandbox = await startSandbox();
    assert.equal(sandbox.accountId, 'SWVYC6ZSQ7CCZIR5UUZZXXUH64');
    assert.equal(await sandbox.userId('owner'), 'YIONJJSO7N3MDX3ILSBTGYGMAK');
    assert.ok((await peopleOf(sandbox)).length > 50);
  });

  it('is read once: what becomes of object and file later does not matter', async (context) => {
    const users = [{ email: 'ada@example.com', display_name: 'Ada', role: 'owner' as const }];
    const path = await file(context, 'people.csv', CSV);
    await using fromObject = await startSandbox({ seed: { accounts: [{ name: 'Acme', users }] } });
    await using fromFile = await startSandbox({ seed: path });
    users.push({ email: 'eve@example.com', display_name: 'Eve', role: 'owner' });
    await rm(path);
    await Promise.all([fromObject.reset(), fromFile.reset()]);
    assert.equal((await peopleOf(fromObject)).length, 1);
    assert.equal((await peopleOf(fromFile)).length, 2);
  });
});

const person = { email: 'ada@example.com', display_name: 'Ada', role: 'owner' };
const REFUSED: readonly (readonly [what: string, seed: unknown, message: RegExp])[] = [
  [
    'a value',
    { users: [{ ...person, email: 'ada' }] },
    /^The seed: accounts\[0\]\.users\[0\]\.email: "ada" is not an /,
  ],
  ['a type', { users: [person, { ...person, email: 7 }] }, /^The seed: accounts\[0\]\.users\[1\]\.email: /],
  ['a word', { users: [{ ...person, role: 'boss' }] }, /^The seed: accounts\[0\]\.users\[0\]\.role: "boss" is not all/],
  ['a field', { users: [{ ...person, rolle: 'x' }] }, /^The seed: accounts\[0\]\.users\[0\]\.rolle: .* mean role\?$/],
  [
    'a missing field',
    { users: [{ email: person.email }] },
    /^The seed: accounts\[0\]\.users\[0\], field display_name: /,
  ],
  ['a list', { users: 'ada' }, /^The seed: accounts\[0\]\.users: It must be a list/],
  ['nobody to own it', { users: [{ ...person, role: 'member' }] }, /^The seed: field users: .* no active owner/],
  [
    'an application',
    { applications: [{ name: 'x', scopes: [], redirect_url: 'https://x' }] },
    /applications\[0\]\.scopes: /,
  ],
];

describe('a bad seed is refused in a sentence that names the field', () => {
  for (const [what, fields, message] of REFUSED) {
    it(what, async () => {
      const seed = { accounts: [{ name: 'Acme', ...(fields as object) }] };
      await assertRefused(seed, message);
    });
  }

  it('something else altogether', async () => {
    const itself: { accounts?: unknown } = {};
    itself.accounts = itself;
    await assertRefused({}, /^The seed: field accounts: It is missing/);
    await assertRefused({ accounts: [] }, /^The seed holds no account\./);
    await assertRefused(itself, /^The seed cannot be written as JSON/);
    await assertRefused(null, /^The seed must be the path of a directory file, or an object/);
    await assertRefused(7, /^The seed must be the path of a directory file, or an object/);
    await assertRefused(new URL('https://example.com/people.json'), /^The seed must be a file: URL/);
  });

  it('a file, with line and field', async (context) => {
    const path = await file(context, 'people.csv', `${CSV}nobody,No,member,\n`);
    await assertRefused(path, /people\.csv: line 4, field email: "nobody" is not an email address\./);
    await assertRefused(`${path}.json`, /^The seed .*people\.csv\.json cannot be read: ENOENT: .*\. Check the path\.$/);
    await assertRefused('people.txt', /^The format of the seed people\.txt is not plain from its name: \.json, \.csv/);
  });
});

async function assertRefused(seed: unknown, message: RegExp): Promise<void> {
  // What somebody without types may pass.
  await assert.rejects(startSandbox({ seed: seed as Seed }), (error: Error) => {
    assert.match(error.message, message);
    assert.doesNotMatch(error.message, /\n/);
    return true;
  });
}
