import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { startLoginScene } from './login-scene.ts';

const OTHER_ACCOUNT = 'ACMEACMEACMEACMEACMEACMEAC';

describe('rollcall login without a terminal', () => {
  it('stores a profile that the other commands go by, the secret for nobody else to read', async (context) => {
    const scene = await startLoginScene(context);
    const done = await scene.login();
    assert.equal(done.stderr, '');
    assert.match(
      done.stdout,
      /^Stored profile "default"\. The secret of the application "Demo integration" is in the file /,
    );
    assert.match(done.stdout, /It is the current profile/);
    assert.equal(done.code, 0);
    if (process.platform !== 'win32') {
      for (const [name, mode] of [
        ['.', 0o700],
        ['profiles.json', 0o600],
        ['secrets.json', 0o600],
      ] as const) {
        assert.equal((await stat(join(scene.home, name))).mode & 0o777, mode, name);
      }
    }
    assert.ok(!(await readFile(join(scene.home, 'profiles.json'), 'utf8')).includes(scene.secret));

    const whoami = JSON.parse((await scene.run(['whoami', '--json'])).stdout);
    assert.deepEqual(whoami, {
      profile: 'default',
      base_url: scene.baseUrl,
      account_id: scene.account,
      application_name: 'Demo integration',
      application_scopes: ['list_users', 'get_user', 'suspend_user', 'reactivate_user'],
      client_id: scene.clientId,
      secret_store: 'file',
      api_version: 'v1',
    });
    const token = (await scene.run(['token'])).stdout.trim();
    assert.match(token, /^rct_/);
    assert.equal((await scene.run(['token', '--revoke'], { input: `${token}\n` })).code, 0);
    const flags = await scene.run(['whoami', ...scene.flags, '--profile', 'default', '--api-version', 'v1beta1']);
    assert.match(flags.stdout, /^API version: +v1beta1$/m);
  });

  it('stores nothing that the server refuses, unless told not to ask it', async (context) => {
    const scene = await startLoginScene(context);
    const refused = await scene.login([], 'not-the-secret');
    assert.match(
      refused.stderr,
      /^rollcall: The server refused the client id or the secret\. Usually .* region.*Nothing was stored/,
    );
    assert.ok(!refused.stderr.includes('not-the-secret'));
    assert.equal(refused.code, 4);
    const flags = scene.flags.map((flag) => (flag === scene.account ? OTHER_ACCOUNT : flag));
    const input = `${scene.secret}\n`;
    const elsewhere = await scene.run(['login', ...flags, '--client-secret-stdin'], { input });
    assert.match(elsewhere.stderr, new RegExp(`belongs to the account ${scene.account}, not to ${OTHER_ACCOUNT}`));
    assert.equal(elsewhere.code, 1);
    assert.match((await scene.run(['profile', 'list'])).stdout, /^There are no profiles/);
    assert.equal((await scene.login(['--no-verify'], 'not-the-secret')).code, 0);
    const { code, stderr } = await scene.run(['whoami']);
    assert.match(stderr, /invalid_client.*rollcall login.*rollcall doctor/);
    assert.equal(code, 4);
  });

  it('says what is missing, with flag and variable, and takes all of it from the environment', async (context) => {
    const scene = await startLoginScene(context);
    const { code, stderr } = await scene.run(['login', '--account', scene.account]);
    assert.match(
      stderr,
      /^rollcall: There is no terminal to ask on\. Not given: --base-url \(ROLLCALL_BASE_URL\) or --region /,
    );
    assert.match(stderr, /--client-id \(ROLLCALL_CLIENT_ID\), and --client-secret \(ROLLCALL_CLIENT_SECRET\)\./);
    assert.equal(code, 2);
    const env = {
      ROLLCALL_BASE_URL: scene.baseUrl,
      ROLLCALL_CA_FILE: scene.caFile,
      ROLLCALL_ACCOUNT: scene.account,
      ROLLCALL_CLIENT_ID: scene.clientId,
      ROLLCALL_CLIENT_SECRET: scene.secret,
    };
    const both = await scene.run(['login', '--client-secret-stdin'], { env });
    assert.match(both.stderr, /^rollcall: ROLLCALL_CLIENT_SECRET and --client-secret-stdin exclude each other/);
    const direct = await scene.run(['whoami', '--json'], { env });
    assert.equal(JSON.parse(direct.stdout).profile, null);
    const stored = await scene.run(['login', '--profile', 'ci', '--secret-store', 'file', '--json'], { env });
    assert.deepEqual(JSON.parse(stored.stdout), {
      name: 'ci',
      current: true,
      base_url: scene.baseUrl,
      account_id: scene.account,
      client_id: scene.clientId,
      api_version: 'v1',
      ca_file: scene.caFile,
      secret_store: 'file',
      verified: true,
    });
  });

  it('replaces a profile only with --yes, the current one unless told, and takes the rest from it', async (context) => {
    const scene = await startLoginScene(context);
    await scene.login(['--no-verify'], 'an-old-secret');
    const asked = await scene.login();
    assert.match(asked.stderr, /^rollcall: Profile "default" is there already .* Give --yes to replace it/);
    assert.equal(asked.code, 2);
    const again = ['login', '--yes', '--client-secret-stdin', '--secret-store', 'file'];
    const empty = await scene.run(again, { input: '\n' });
    assert.match(empty.stderr, /the first line of standard input must be printable characters/);
    const replaced = await scene.run(again, { input: `${scene.secret}\r\nmore\n` });
    assert.equal(replaced.stderr, '');
    const second = await scene.login(['--profile', 'second', '--use', '--no-verify'], 'the-second-secret');
    assert.match(second.stdout, /^Stored profile "second"/);
    const current = await scene.run([...again, '--no-verify'], { input: `${scene.secret}\n` });
    assert.match(current.stdout, /^Stored profile "second"/);
    assert.equal((await scene.run(['profile', 'use', 'default'])).code, 0);
    const secrets = await readFile(join(scene.home, 'secrets.json'), 'utf8');
    assert.ok(secrets.includes(scene.secret) && !secrets.includes('an-old-secret'));
    assert.equal((await scene.run(['whoami'])).code, 0);
  });
});
