import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { hashCredential } from '../../src/domain/credentials.ts';
import { DirectoryStore, refusal } from './directory-store.ts';

const APPLICATION = { name: 'Sync', redirect_url: 'https://example.com/callback', scopes: ['get_user'] };
const SCOPES = 'list_users, get_user, suspend_user, reactivate_user';
const SECRET = 'a-secret-of-more-than-thirty-two-characters';

function file(fields: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ accounts: [{ name: 'Acme', applications: [{ ...APPLICATION, ...fields }] }] });
}

const REFUSED: readonly (readonly [field: string, value: unknown, reason: string])[] = [
  ['name', undefined, 'It is missing, and an application needs one.'],
  ['name', '', 'It is empty.'],
  ['name', 'x'.repeat(101), 'It has 101 characters. At most 100 characters are allowed.'],
  ['description', 'x'.repeat(501), 'It has 501 characters. At most 500 characters are allowed.'],
  [
    'client_id',
    'nope',
    '"nope" is not a UUID. Write it like 123e4567-e89b-42d3-a456-426614174000, or leave it out to have one made.',
  ],
  ['client_secret', 'short', 'It has 5 characters. At least 8 characters are needed.'],
  ['client_secret', 'x'.repeat(257), 'It has 257 characters. At most 256 characters are allowed.'],
  ['client_secret', 'hush hush hush', 'The secret has characters other than visible ASCII (! to ~).'],
  [
    'redirect_url',
    'http://example.com',
    '"http://example.com" is not an https URL. Write it like https://example.com/callback.',
  ],
  ['redirect_url', 'https://', '"https://" is not an https URL. Write it like https://example.com/callback.'],
  ['redirect_url', undefined, 'It is missing, and an application needs one.'],
  ['scopes', undefined, 'It is missing, and an application needs one.'],
  ['scopes', [], 'The list is empty. An application needs at least one scope.'],
  ['scopes', ['get_user', 'get_user'], 'The list has "get_user" twice. Name each scope once.'],
  ['scopes', 'get_user', 'It must be a list in square brackets, and is text.'],
  [
    'scopes',
    ['get_user', 'list_user'],
    `Entry 2 of the list: "list_user" is not allowed. Allowed: ${SCOPES}. Did you mean list_users?`,
  ],
  ['redirect_uri', 'x', 'An application has no such field. Did you mean redirect_url?'],
];

describe('rules of an application', () => {
  for (const [field, value, reason] of REFUSED) {
    test(`${field} = ${JSON.stringify(value)?.slice(0, 40)}`, async () => {
      const error = await refusal(new DirectoryStore().import(file({ [field]: value })));
      assert.equal(error.message, `line 1, ${field}: ${reason}`);
    });
  }

  test('a secret that is left out is made, told once, and stored as a hash', async () => {
    const store = new DirectoryStore();
    const { madeSecrets, firstAccount, firstApplication, warnings } = await store.import(file({}));
    const [made] = madeSecrets;
    assert.equal(madeSecrets.length, 1);
    assert.match(made?.secret ?? '', /^rcs_/);
    assert.deepEqual(made, { ...firstApplication, name: 'Sync' });
    assert.equal(firstApplication?.accountId, firstAccount);
    assert.deepEqual(await store.secretHashes(made?.clientId ?? ''), [hashCredential(made?.secret ?? '')]);
    assert.deepEqual(warnings, []);
    const again = await store.import(file({}));
    assert.deepEqual(again.madeSecrets, []);
    assert.equal(again.firstApplication?.secret, undefined);
    assert.deepEqual(await store.secretHashes(made?.clientId ?? ''), [hashCredential(made?.secret ?? '')]);
    assert.ok(!(await store.export()).includes('secret'));
  });

  test('a client id is stored in lower case, a secret of the file is kept', async () => {
    const store = new DirectoryStore();
    const client_id = '123E4567-E89B-42D3-A456-426614174000';
    const { firstApplication, madeSecrets } = await store.import(file({ client_id, client_secret: SECRET }));
    assert.equal(firstApplication?.clientId, client_id.toLowerCase());
    assert.equal(firstApplication?.secret, SECRET);
    assert.deepEqual(madeSecrets, []);
    assert.deepEqual(await store.secretHashes(client_id.toLowerCase()), [hashCredential(SECRET)]);
  });

  test('a short secret is a warning that does not tell it', async () => {
    const { warnings } = await new DirectoryStore().import(file({ client_secret: 'test-secret' }));
    assert.deepEqual(warnings, [
      'line 1: The client_secret of "Sync" is shorter than 32 characters: fit for tests only.',
    ]);
  });

  test('no refusal tells the secret', async () => {
    const broken = file({ client_secret: `${SECRET}é` });
    for (const content of [broken, broken.replace('":"a-secret', '" "a-secret'), file({ client_secret: [SECRET] })]) {
      const error = await refusal(new DirectoryStore().import(content));
      assert.ok(!error.message.includes('a-secret'), error.message);
    }
    const line = JSON.stringify({ type: 'application', client_secret: SECRET });
    const error = await refusal(new DirectoryStore().import(`${line}x`, 'ndjson'));
    assert.ok(!error.message.includes('a-secret'), error.message);
  });
});
