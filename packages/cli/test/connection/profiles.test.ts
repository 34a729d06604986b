import assert from 'node:assert/strict';
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { rollcall, temporaryFolder } from '../support/rollcall.ts';

const CLIENT = '7d444840-9dc0-4d1b-b245-5ffdce74fad2';
const ACCOUNT = 'ACMEACMEACMEACMEACMEACMEAC';
const SECRET = 'a-secret-of-these-tests';

/** Profiles of somebody whose server is never asked. */
async function startProfiles(context: TestContext) {
  const home = join(await temporaryFolder(context), 'rollcall');
  const env = { ROLLCALL_HOME: home };
  const run = (...args: readonly string[]) => rollcall(args, { env, input: `${SECRET}\n` });
  const login = (name: string, ...args: readonly string[]) => {
    const client = args.includes('--client-id') ? [] : ['--client-id', CLIENT];
    const target = ['--region', 'eu', '--account', ACCOUNT, ...client];
    const how = ['--no-verify', '--client-secret-stdin', '--secret-store', 'file'];
    return run('login', '--profile', name, ...target, ...how, ...args);
  };
  return { home, run, login };
}

describe('profiles', () => {
  it('are listed without their secrets, chosen, and removed with them', async (context) => {
    const { home, run, login } = await startProfiles(context);
    await login('prod');
    const second = await login('test', '--api-version', 'v1beta1');
    assert.match(second.stdout, /always: rollcall profile use test/);
    const list = await run('profile', 'list');
    assert.match(list.stdout, /^\| prod +\| yes +\| eu \(https:\/\/api\.1password\.eu\) \|.* file +\|$/m);
    assert.match(list.stdout, /^\| test +\| {9}\|/m);
    assert.match((await run('profile', 'use', 'tset')).stderr, /There is no profile "tset"\. Did you mean "test"\?/);
    assert.match(
      (await run('whoami', '--profile', 'tset')).stderr,
      /There is no profile "tset"\. Did you mean "test"\?/,
    );
    assert.match((await run('profile', 'use', 'test')).stdout, /^Profile "test" is the current one: account ACME/);
    const json = await run('profile', 'list', '--json');
    const { profiles } = JSON.parse(json.stdout);
    assert.deepEqual(
      profiles.map((each: { name: string; current: boolean; region: string }) => [
        each.name,
        each.current,
        each.region,
      ]),
      [
        ['prod', false, 'eu'],
        ['test', true, 'eu'],
      ],
    );
    const replaced = await login('prod', '--yes', '--client-id', '0f8fad5b-d9cb-469f-a165-70867728950e');
    assert.equal(replaced.code, 0);
    const { secrets } = JSON.parse(await readFile(join(home, 'secrets.json'), 'utf8'));
    assert.equal(Object.keys(secrets).length, 2, 'what a replaced profile had is not kept');
    const removed = await run('profile', 'remove', 'test');
    assert.match(
      removed.stdout,
      /^Removed profile "test" and its secret, from the file .*\nNo profile is the current one now/,
    );
    assert.equal((await readFile(join(home, 'secrets.json'), 'utf8')).split(SECRET).length, 2);
    assert.equal((await run('profile', 'remove', 'test')).code, 2);
    for (const each of [second, list, json, removed]) assert.ok(!each.stdout.includes(SECRET));
  });

  it('lose nothing when several are stored at the same time', async (context) => {
    const { home, run, login } = await startProfiles(context);
    const names = ['a', 'b', 'c', 'd', 'e'];
    const done = await Promise.all(names.map((name) => login(name)));
    assert.deepEqual(
      done.map(({ code, stderr }) => [code, stderr]),
      names.map(() => [0, '']),
    );
    const { profiles } = JSON.parse((await run('profile', 'list', '--json')).stdout);
    assert.deepEqual(
      profiles.map(({ name }: { name: string }) => name),
      names,
    );
    assert.equal((await readFile(join(home, 'secrets.json'), 'utf8')).split(SECRET).length, names.length + 1);
    assert.deepEqual((await readdir(home)).sort(), ['profiles.json', 'profiles.lock', 'secrets.json']);
  });

  it('in a file that cannot be understood are left alone', async (context) => {
    const { home, run, login } = await startProfiles(context);
    await mkdir(home, { recursive: true });
    const cases: readonly (readonly [string, RegExp])[] = [
      ['{"version":1,', /it is not JSON/],
      ['[]', /it is not JSON|its version/],
      ['{"version":2,"profiles":{}}', /its version is 2, and this rollcall knows 1/],
      ['{"version":1,"profiles":[]}', /"profiles" is no list of profiles/],
      ['{"version":1,"profiles":{"a":{"region":"eu"}}}', /profile "a" has no account_id/],
      ['{"version":1,"profiles":{"a":{"region":"mars"}}}', /region of profile "a" must be one of com, ca, eu/],
      ['{"version":1,"profiles":{"../a":{}}}', /"\.\.\/a" is not the name of a profile/],
    ];
    for (const [content, why] of cases) {
      await writeFile(join(home, 'profiles.json'), content);
      const { code, stderr } = await login('a', '--yes');
      assert.match(stderr, why);
      assert.match(stderr, /^rollcall: .*profiles\.json cannot be used: .*Put it right, or move it away/);
      assert.equal(code, 1);
      assert.equal(await readFile(join(home, 'profiles.json'), 'utf8'), content);
    }
    assert.equal((await run('whoami')).code, 1);
    const given = ['--account', ACCOUNT, '--client-id', CLIENT, '--client-secret', SECRET];
    const { stderr } = await run('whoami', '--base-url', 'http://localhost:9', '--max-wait', '0', ...given);
    assert.doesNotMatch(stderr, /profiles\.json/);
  });

  it('never have their secret sent to another server, account or client', async (context) => {
    const { run, login } = await startProfiles(context);
    await login('prod');
    const others = [
      ['--base-url', 'https://localhost:9'],
      ['--region', 'com'],
      ['--account', 'BCMEACMEACMEACMEACMEACMEAC'],
      ['--client-id', '8d444840-9dc0-4d1b-b245-5ffdce74fad2'],
    ];
    for (const other of others) {
      const { code, stderr } = await run('token', ...other);
      assert.match(
        stderr,
        /given is not the one of profile "prod", so its secret is not sent there\. Give the secret too/,
      );
      assert.equal(code, 2);
    }
  });

  it('changed by hand do not lead the secret astray; one that is gone is asked for again', async (context) => {
    const { home, run, login } = await startProfiles(context);
    await login('prod');
    const file = join(home, 'profiles.json');
    const content = await readFile(file, 'utf8');
    await writeFile(file, content.replace('"region": "eu"', '"base_url": "https://localhost:9"'));
    const { code, stderr } = await run('token');
    assert.match(
      stderr,
      /The secret of profile "prod" is not in the file .* Store it again: rollcall login --profile prod/,
    );
    assert.equal(code, 1);
    assert.match((await run('profile', 'remove', 'prod')).stdout, /^Removed profile "prod"; there was no secret in /);
  });

  it('refuse a secret that others could have read', { skip: process.platform === 'win32' }, async (context) => {
    const { home, run, login } = await startProfiles(context);
    await login('prod');
    await chmod(join(home, 'secrets.json'), 0o644);
    const { code, stderr } = await run('token');
    assert.match(stderr, /Others on this machine can read the secrets in .*Run chmod 600 /);
    assert.equal(code, 1);
    assert.equal((await login('next')).code, 1);
    assert.equal((await stat(join(home, 'secrets.json'))).mode & 0o777, 0o644);
  });

  it('say where they could not be kept', { skip: process.platform !== 'linux' && 'needs /proc' }, async () => {
    const login = ['login', '--region', 'eu', '--account', ACCOUNT, '--client-id', CLIENT, '--client-secret', SECRET];
    const { code, stderr } = await rollcall([...login, '--no-verify'], { env: { ROLLCALL_HOME: '/proc/rollcall' } });
    assert.match(
      stderr,
      /^rollcall: The folder \/proc\/rollcall for profiles cannot be made \(ENOENT\)\. Name another /,
    );
    assert.equal(code, 1);
  });
});
