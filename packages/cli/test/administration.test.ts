import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { listUsers, requestToken, tokenOf } from './support/call.ts';
import { rollcall, rollcallJson, startService, temporaryFolder } from './support/rollcall.ts';

const NOBODY = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const NOTHING = '7d444840-9dc0-4d1b-b245-5ffdce74fad2';
const REDIRECT = ['--redirect-url', 'https://partner.example.com/callback'];

describe('account create, list, show', () => {
  it('makes accounts and shows them', async (context) => {
    const at = ['--data-dir', await temporaryFolder(context)];
    const made = await rollcallJson(['account', 'create', '--name', 'Acme 株式会社', ...at]);
    assert.match(made.id, /^[A-Z2-7]{26}$/);
    assert.equal(made.provisioning, 'manual');
    const given = ['--id', NOBODY, '--provisioning', 'automated'];
    await rollcallJson(['account', 'create', '--name', 'Second', ...given, ...at]);
    const { accounts } = await rollcallJson(['account', 'list', ...at]);
    assert.deepEqual(new Set(accounts.map(({ id }: { id: string }) => id)), new Set([made.id, NOBODY]));
    const shown = await rollcallJson(['account', 'show', NOBODY, ...at]);
    assert.equal(shown.provisioning, 'automated');
    assert.deepEqual(shown.applications, []);
    const { stdout } = await rollcall(['account', 'show', made.id, ...at]);
    assert.match(stdout, /Acme 株式会社/);
    const again = await rollcall(['account', 'create', '--name', 'Third', '--id', NOBODY, ...at]);
    assert.match(again.stderr, /^rollcall: There is an account with the id A[A-Z]+ already\. Choose another id\.\n$/);
    assert.equal(again.code, 1);
  });
});

describe('account update, with a server running on the folder', () => {
  it('changes limits and provisioning, and the server knows at its next call', async (context) => {
    const at = ['--data-dir', await temporaryFolder(context)];
    const { line } = await startService(context, ['serve', '--http', ...at]);
    const { id } = await rollcallJson(['account', 'create', '--name', 'Acme', ...at]);
    const wanted = ['--account', id, '--name', 'Review', '--scope', 'list_users', ...REDIRECT];
    const made = await rollcallJson(['application', 'create', ...wanted, ...at]);
    const token = await tokenOf(line, { clientId: made.client_id, secret: made.client_secret });
    const limitNow = async () => (await listUsers(line, id, token)).headers.get('ratelimit-policy');
    const usual = await limitNow();

    const limits = ['--rate-limit-per-minute', '7', '--rate-limit-per-hour', '0'];
    const changed = await rollcallJson(['account', 'update', id, ...limits, '--provisioning', 'automated', ...at]);
    assert.deepEqual(
      [changed.rate_limit_per_minute, changed.rate_limit_per_hour, changed.provisioning, changed.name],
      [7, 0, 'automated', 'Acme'],
    );
    assert.notEqual(await limitNow(), usual);
    const { stdout } = await rollcall(['account', 'show', id, ...at]);
    assert.match(stdout, /Limit per minute: +7\nLimit per hour: +none\n/);
    const back = ['--rate-limit-per-minute', 'default', '--rate-limit-per-hour', 'default'];
    const { stdout: reset } = await rollcall(['account', 'update', id, ...back, ...at]);
    assert.match(reset, /Limit per minute: +the server's\n/);
    assert.equal(await limitNow(), usual);

    const nothing = await rollcall(['account', 'update', id, ...at]);
    assert.match(nothing.stderr, /Nothing to change\. Give one or more of --name/);
    const nobody = await rollcall(['account', 'update', NOBODY, '--name', 'x', ...at]);
    assert.match(nobody.stderr, /^rollcall: There is no account A[A-Z]+ here\./);
    const none = ['--account', id, '--outcome', 'refused', '--until', '2020-01-01', '--actor', 'nobody'];
    assert.deepEqual(await rollcallJson(['audit', 'list', ...none, ...at]), { entries: [] });
    const { entries } = await rollcallJson(['audit', 'list', '--action', 'account.updated', ...at]);
    assert.equal(entries.length, 2);
    assert.equal(entries[1].detail.requests_per_minute_after, 7);
  });
});

describe('an application, with a server running on the folder', () => {
  it('is made, seen, changed, rotated and deleted, and the server knows at its next call', async (context) => {
    const folder = await temporaryFolder(context);
    const at = ['--data-dir', folder];
    const { line } = await startService(context, ['serve', '--http', ...at]);
    const account = await rollcallJson(['account', 'create', '--name', 'Acme', ...at]);
    const wanted = ['--account', account.id, '--name', 'Review', '--scope', 'get_user', '--scope', 'list_users'];
    const made = await rollcallJson(['application', 'create', ...wanted, ...REDIRECT, ...at]);
    assert.deepEqual(made.scopes, ['list_users', 'get_user']);
    const credentials = { clientId: made.client_id, secret: made.client_secret };
    const token = await tokenOf(line, credentials);
    assert.equal((await listUsers(line, account.id, token)).status, 200);

    await rollcallJson(['application', 'update', made.client_id, '--scope', 'get_user', ...at]);
    assert.equal((await listUsers(line, account.id, token)).status, 403);
    const limited = ['--scope', 'list_users', '--rate-limit-per-minute', '7', '--rate-limit-per-hour', '0'];
    const updated = await rollcallJson(['application', 'update', made.client_id, ...limited, ...at]);
    assert.equal(updated.rate_limit_per_minute, 7);
    assert.equal(updated.rate_limit_per_hour, 0);
    assert.equal((await listUsers(line, account.id, token)).status, 200);
    const back = ['--rate-limit-per-minute', 'default', '--rate-limit-per-hour', 'default'];
    const reset = await rollcallJson(['application', 'update', made.client_id, ...back, ...at]);
    assert.equal(reset.rate_limit_per_minute, undefined);

    const rotated = await rollcallJson(['application', 'rotate-secret', made.client_id, ...at]);
    assert.notEqual(rotated.client_secret, made.client_secret);
    assert.equal((await requestToken(line, credentials)).status, 401);
    assert.equal((await listUsers(line, account.id, token)).status, 200);
    const fresh = { ...credentials, secret: rotated.client_secret };
    assert.equal((await requestToken(line, fresh)).status, 200);

    await rollcallJson(['application', 'delete', made.client_id, ...at]);
    assert.equal((await listUsers(line, account.id, token)).status, 401);
    assert.equal((await requestToken(line, fresh)).status, 401);
    assert.deepEqual(await rollcallJson(['application', 'list', '--account', account.id, ...at]), { applications: [] });

    const { entries } = await rollcallJson(['audit', 'list', '--subject', made.client_id, ...at]);
    const actions = entries.map(({ action }: { action: string }) => action);
    for (const action of ['created', 'updated', 'secret_rotated', 'deleted']) {
      assert.ok(actions.includes(`application.${action}`), `${action} is audited`);
    }
    const own = entries.find(({ action }: { action: string }) => action === 'application.created');
    assert.equal(own.actor.kind, 'operator');
    assert.ok(own.actor.id.length > 0);
    const text = JSON.stringify(entries);
    assert.ok(!text.includes(made.client_secret) && !text.includes(rotated.client_secret));
  });

  it('shows who calls with it, once the server has written that down', async (context) => {
    const folder = await temporaryFolder(context);
    const at = ['--data-dir', folder];
    const server = await startService(context, ['serve', '--http', '--demo', ...at]);
    const [application] = (await rollcallJson(['application', 'list', ...at])).applications;
    const { client_secret: secret } = await rollcallJson([
      'application',
      'rotate-secret',
      application.client_id,
      ...at,
    ]);
    const token = await tokenOf(server.line, { clientId: application.client_id, secret });
    const url = `${server.line.base_url}/v1/accounts/${application.account_id}/users`;
    const headers = { authorization: `Bearer ${token}`, 'user-agent': 'acme-review/1.2' };
    assert.equal((await fetch(url, { headers })).status, 200);
    assert.equal(await server.stop(), 0);
    const { calls } = await rollcallJson(['application', 'show', application.client_id, ...at]);
    const call = calls.find((each: { user_agent: string }) => each.user_agent === 'acme-review/1.2');
    assert.equal(call.api_version, 'v1');
    assert.equal(call.calls, 1);
    const { stdout } = await rollcall(['application', 'show', application.client_id, ...at]);
    assert.match(stdout, /acme-review\/1\.2/);
  });
});

describe('audit list', () => {
  it('filters by action, moment and number', async (context) => {
    const at = ['--data-dir', await temporaryFolder(context)];
    for (const name of ['One', 'Two', 'Three']) await rollcallJson(['account', 'create', '--name', name, ...at]);
    const all = await rollcallJson(['audit', 'list', '--action', 'account.created', ...at]);
    assert.equal(all.entries.length, 3);
    const limited = await rollcallJson(['audit', 'list', '--limit', '2', ...at]);
    assert.deepEqual(limited.entries, all.entries.slice(0, 2));
    assert.equal((await rollcallJson(['audit', 'list', '--since', '2999-01-01', ...at])).entries.length, 0);
    const { stdout } = await rollcall(['audit', 'list', ...at]);
    assert.match(stdout, /account\.created/);
  });
});

describe('what is not there: one sentence, exit code 1', () => {
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [['account', 'show', NOBODY], /There is no account/],
    [['application', 'list', '--account', NOBODY], /There is no account/],
    [
      ['application', 'create', '--account', NOBODY, '--name', 'x', '--scope', 'get_user', ...REDIRECT],
      /There is no account/,
    ],
    [['application', 'show', NOTHING], /There is no application/],
    [['application', 'update', NOTHING, '--name', 'x'], /There is no application/],
    [['application', 'rotate-secret', NOTHING], /There is no application/],
    [['application', 'delete', NOTHING], /There is no application/],
    [['export', '--account', NOBODY], /There is no account/],
  ];
  for (const [args, message] of cases) {
    it(args.join(' '), async (context) => {
      const folder = await temporaryFolder(context);
      await rollcallJson(['account', 'create', '--name', 'Acme', '--data-dir', folder]);
      const { code, stdout, stderr } = await rollcall([...args, '--data-dir', folder]);
      assert.match(stderr, message);
      assert.match(stderr, /^rollcall: [^\n]+\n$/);
      assert.equal(stdout, '');
      assert.equal(code, 1);
    });
  }

  it('a folder without a store is left as it is', async (context) => {
    const folder = await temporaryFolder(context);
    const { code, stderr } = await rollcall(['account', 'list', '--data-dir', folder]);
    assert.match(stderr, /There is no store in .*--data-dir/);
    assert.equal(code, 1);
    assert.deepEqual(await readdir(folder), []);
    const missing = join(folder, 'missing');
    assert.equal((await rollcall(['audit', 'list', '--data-dir', missing])).code, 1);
    assert.deepEqual(await readdir(folder), []);
  });
});
