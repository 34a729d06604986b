import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { SoftwareAuthenticator } from '../../server/test/admin/sign-in/software-authenticator.ts';
import { rollcall, rollcallJson, startRollcall, startService, temporaryFolder } from './support/rollcall.ts';

const ACCOUNT = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const PEOPLE = [
  { email: 'kim@example.com', display_name: 'Kim', role: 'owner' },
  { email: 'ada@example.com', display_name: 'Ada', role: 'administrator' },
  { email: 'max@example.com', display_name: 'Max' },
];

/** A data folder with an account, and the flags that name it. */
async function makeStore(context: TestContext): Promise<readonly string[]> {
  const folder = await temporaryFolder(context);
  const file = join(folder, 'people.json');
  await writeFile(file, JSON.stringify({ accounts: [{ id: ACCOUNT, name: 'Acme', users: PEOPLE }] }));
  const store = ['--data-dir', join(folder, 'data')];
  assert.equal((await rollcall(['import', file, ...store])).code, 0);
  return store;
}

/** Calls the management API as the console does, and returns the answer with the session that came with it. */
async function post(baseUrl: string, path: string, body: object, cookie = '') {
  const headers = { 'content-type': 'application/json', origin: baseUrl, cookie };
  const response = await fetch(`${baseUrl}/admin/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  const cookies = response.headers.getSetCookie().map((each) => each.split(';')[0]);
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into bodies of several shapes, and asserts on what it finds
  const json = (await response.json()) as any;
  return { status: response.status, json, cookie: cookies.join('; ') };
}

/** Opens the link like a browser would, and registers a passkey. @returns the session's cookie */
async function accept(url: string): Promise<string> {
  const [place = '', token] = url.split('/console/#/invite/');
  const begun = await post(place, '/invites:begin', { token });
  assert.equal(begun.status, 200, JSON.stringify(begun.json));
  const response = new SoftwareAuthenticator(place).create(begun.json.options);
  const done = await post(place, '/invites:finish', { token, response }, begun.cookie);
  assert.equal(done.status, 200, JSON.stringify(done.json));
  return done.cookie;
}

const statusOf = async (baseUrl: string, cookie: string) => {
  return (await fetch(`${baseUrl}/admin/v1/session`, { headers: { cookie } })).status;
};

describe('rollcall admin, beside a running server', () => {
  it('lets people and operators in, signs them out, and removes operators', async (context) => {
    const store = await makeStore(context);
    const { line } = await startService(context, ['serve', '--http', ...store]);
    const invite = ['admin', 'invite', '--public-url', line.base_url, ...store];
    const kim = ['--account', ACCOUNT, '--user', 'KIM@example.com'];

    const invited = await rollcallJson([...invite, ...kim]);
    assert.equal(invited.name, 'Kim');
    const session = await accept(invited.url);
    assert.equal(await statusOf(line.base_url, session), 200);
    assert.equal((await rollcallJson(['admin', 'sign-out', ...kim, ...store])).sessions, 1);
    assert.equal(await statusOf(line.base_url, session), 204);

    const first = await rollcall([...invite, '--operator', 'Otto']);
    const operator = await accept(/^http.*$/m.exec(first.stdout)?.[0] ?? '');
    await rollcallJson([...invite, '--operator', 'Otto']);
    const { operators } = await rollcallJson(['admin', 'operator', 'list', ...store]);
    assert.deepEqual(
      operators.map(({ name }: { name: string }) => name),
      ['Otto'],
    );
    assert.equal(await statusOf(line.base_url, operator), 200);
    assert.equal((await rollcall(['admin', 'operator', 'remove', operators[0].id, ...store])).code, 0);
    assert.equal(await statusOf(line.base_url, operator), 204);
  });

  it('makes admin keys that work at once, and deletes them', async (context) => {
    const store = await makeStore(context);
    const { line } = await startService(context, ['serve', '--http', ...store]);
    const key = ['admin', 'key'];
    const wanted = ['--label', 'Test', '--account', ACCOUNT, '--permission', 'account.read'];

    const made = await rollcallJson([...key, 'create', ...wanted, '--expires', '2999-01-01', ...store]);
    const get = async () => {
      const headers = { authorization: `Bearer ${made.admin_key}` };
      return (await fetch(`${line.base_url}/admin/v1/accounts/${ACCOUNT}`, { headers })).status;
    };
    assert.equal(await get(), 200);
    const { keys } = await rollcallJson([...key, 'list', '--account', ACCOUNT, ...store]);
    assert.deepEqual(
      keys.map(({ id, label }: { id: string; label: string }) => [id, label]),
      [[made.id, 'Test']],
    );
    assert.ok(!JSON.stringify(keys).includes(made.admin_key));
    assert.equal(
      (await rollcall([...key, 'delete', made.id, ...store])).code,
      1,
      'it is not the deployment that has it',
    );
    assert.equal((await rollcall([...key, 'delete', made.id, '--account', ACCOUNT, ...store])).code, 0);
    assert.equal(await get(), 401);
  });
});

describe('rollcall admin', () => {
  const refusals: Readonly<Record<string, readonly [code: number, says: RegExp, ...args: string[]]>> = {
    'an invitation for nobody': [2, /--account with --user .* or --operator/, 'invite'],
    'one for both': [2, /--account with --user/, 'invite', '--account', ACCOUNT, '--user', 'x', '--operator', 'y'],
    'one for somebody who is not there': [
      1,
      /no nobody in the account/,
      'invite',
      '--account',
      ACCOUNT,
      '--user',
      'nobody',
    ],
    'one for a member without the Security group': [
      ...([1, /may not sign in.*Security group/] as const),
      ...['invite', '--account', ACCOUNT, '--user', 'max@example.com'],
    ],
    'a key that ends in the past': [
      ...([2, /is past/] as const),
      ...['key', 'create', '--label', 'x', '--permission', 'people.read', '--expires', '2020-01-01'],
    ],
    'a key of an account that may do what is for the deployment': [
      ...([2, /accounts\.read is for keys of the whole deployment/] as const),
      ...['key', 'create', '--label', 'x', '--permission', 'accounts.read', '--account', ACCOUNT],
    ],
    'a permission that no key has': [2, /keys\.write/, 'key', 'create', '--label', 'x', '--permission', 'keys.write'],
    'the removal of an operator who is not there': [1, /no operator "Otto"/, 'operator', 'remove', 'Otto'],
  };

  it('refuses in a sentence that says what to do', async (context) => {
    const store = await makeStore(context);
    for (const [what, [code, says, ...args]] of Object.entries(refusals)) {
      const refused = await rollcall(['admin', ...args, ...store]);
      assert.equal(refused.code, code, `${what}: ${refused.stderr}`);
      assert.match(refused.stderr, says, what);
    }
  });
});

describe('what serve says of the console', () => {
  const linkIn = (text: string) => /^ {2}(http.*\/console\/#\/invite\/.*)$/m.exec(text)?.[1];

  it('is its address, and with --demo a new link at each start until the owner has a passkey', async (context) => {
    const folder = await temporaryFolder(context);
    const args = ['serve', '--demo', '--http', '--port', '0', '--data-dir', folder];
    const isReady = (stdout: string) => stdout.includes('act on it with this command');
    const first = await startRollcall(context, args, isReady);
    const early = linkIn(first.output().stdout);
    assert.match(first.output().stdout, /^Console: +http:\/\/localhost:\d+\/console\/$/m);
    assert.match(first.output().stdout, /as Ingrid Solberg/);
    await first.stop();

    const second = await startRollcall(context, args, isReady);
    const link = linkIn(second.output().stdout);
    assert.ok(link !== undefined && link.split('#')[1] !== early?.split('#')[1]);
    await accept(link);
    await second.stop();

    const third = await startRollcall(context, args, isReady);
    assert.equal(linkIn(third.output().stdout), undefined);
    assert.match(third.output().stdout, /admin invite --operator NAME --public-url http:\/\/localhost:\d+ --data-dir/);
  });
});
