import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { type Clock, createClient, ERR_CONNECTION } from '@rollcall/client';
import { connectSandbox, type Sandbox, type SandboxOptions, startSandbox } from '@rollcall/client/testing';

test('two sandboxes side by side do not see each other', async () => {
  await using one = await startSandbox();
  await using other = await startSandbox();
  assert.notEqual(one.baseUrl, other.baseUrl);
  const userId = await one.userId('member');
  const [client, bystander] = [one, other].map(({ options }) => createClient(options));
  const { value } = (await client?.token.get()) ?? {};
  await client?.users.suspend(userId);
  await one.reset();
  await client?.users.suspend(userId);
  assert.equal((await bystander?.users.get(userId))?.state, 'ACTIVE');
  const headers = { authorization: `Bearer ${value}` };
  const answer = await fetch(`${other.baseUrl}/v1/accounts/${other.accountId}/users`, { headers });
  assert.equal(answer.status, 401);
});

test('it is over when it is closed, which may be repeated, and when its block is left', async () => {
  let left: Sandbox;
  {
    await using sandbox = await startSandbox();
    left = sandbox;
    await createClient(sandbox.options).users.list().pages().next();
  }
  await Promise.all([left.close(), left.close()]);
  await left.close();
  const client = createClient({ ...left.options, retry: false });
  await assert.rejects(client.users.get('AAAAAAAAAAAAAAAAAAAAAAAAAA'), { code: ERR_CONNECTION });
  await assert.rejects(left.reset(), { message: 'The sandbox is closed. Start another.' });
});

test('strict, and the path families that are wanted', async () => {
  await using sandbox = await startSandbox({ strict: true, apiVersions: ['v1beta1'] });
  assert.equal(sandbox.options.apiVersion, 'v1beta1');
  const client = createClient({ ...sandbox.options, retry: false });
  await client.users.get(await sandbox.userId('owner'));
  const { value } = await client.token.get();
  const headers = { authorization: `Bearer ${value}` };
  const answer = await fetch(`${sandbox.baseUrl}/v1beta1/accounts/${sandbox.accountId}/users?pageSize=1`, { headers });
  assert.equal(answer.status, 400);
  const inV1 = createClient({ ...sandbox.options, apiVersion: 'v1', retry: false });
  await assert.rejects(inV1.token.get(), { status: 404 });
});

test('one clock for both: nobody waits for a limit, and tokens expire', async () => {
  let now = Date.parse('2026-03-01T12:00:00Z');
  const clock: Clock = {
    now: () => now,
    sleep: async (ms) => {
      now += ms;
    },
  };
  await using sandbox = await startSandbox({ clock, limits: { perMinute: 2 } });
  const client = createClient(sandbox.options);
  const userId = await sandbox.userId('owner');
  const { value: token } = await client.token.get();
  for (let call = 0; call < 5; call++) await client.users.get(userId);
  assert.ok(now >= Date.parse('2026-03-01T12:02:00Z')); // two limits of a minute were waited for
  now += 900_000;
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${sandbox.baseUrl}/v1/accounts/${sandbox.accountId}/users`, { headers });
  assert.equal(answer.status, 401);
  await client.users.get(userId);
});

test('presets, and people that are generated', async () => {
  await using preset = await startSandbox({ preset: 'every-script' });
  const names = (await Array.fromAsync(preset.people.list())).map(({ display_name: name }) => name).join('');
  for (const script of ['Latin', 'Han', 'Arabic', 'Cyrillic'])
    assert.match(names, new RegExp(`\\p{Script=${script}}`, 'u'));

  const emailsOf = async (options: SandboxOptions) => {
    await using sandbox = await startSandbox(options);
    return (await Array.fromAsync(sandbox.people.list())).map(({ email }) => email);
  };
  const people = await emailsOf({ users: 150 });
  assert.equal(people.length, 150);
  assert.deepEqual(await emailsOf({ users: 150, randomSeed: 1 }), people);
  assert.notDeepEqual(await emailsOf({ users: 150, randomSeed: 2 }), people);
});

test('regions, each with a server of its own', async () => {
  const regions = [{ name: 'com' }, { name: 'eu', hostName: 'api.1password.eu' }];
  await using sandbox = await startSandbox({ regions, preset: 'one-owner' });
  assert.equal(sandbox.regions[0]?.baseUrl, sandbox.baseUrl);
  const named = sandbox.regions.map(({ name, hostName }) => ({ name, hostName }));
  assert.deepEqual(named, [{ name: 'com', hostName: undefined }, regions[1]]);
  assert.deepEqual((await connectSandbox(sandbox.controlUrl)).regions, sandbox.regions);

  const [, described] = await sandbox.listAccounts();
  const account = await sandbox.getAccount(described?.account_id ?? '');
  assert.deepEqual([account.region, account.baseUrl], ['eu', sandbox.regions[1]?.baseUrl]);
  await createClient(account.options).users.get(await account.userId('owner'));
  await account.journal.assert({ operation: 'GetUser', exactly: 1 });
  await sandbox.journal.assert({ operation: 'GetUser', exactly: 0 });
});

test('HTTPS, with a certificate of its own', async (context) => {
  await using sandbox = await startSandbox({ tls: true });
  assert.match(sandbox.baseUrl, /^https:/);
  const client = createClient({ ...sandbox.options, retry: false });
  await assert.rejects(client.token.get(), { code: ERR_CONNECTION, message: /certificate/ });
  assert.equal((await connectSandbox(sandbox.controlUrl)).ca, sandbox.ca);
  const before = getCACertificates();
  context.after(() => setDefaultCACertificates(before));
  setDefaultCACertificates([...before, sandbox.ca ?? '']);
  await client.users.get(await sandbox.userId('owner'));
});

test('the end of the preview', async () => {
  await using sandbox = await startSandbox({ previewSunset: new Date('2040-01-01T00:00:00Z') });
  assert.equal((await sandbox.cutOver.get()).sunset_time, '2040-01-01T00:00:00.000Z');
  const client = createClient({ ...sandbox.options, apiVersion: 'v1beta1', retry: false });
  const owner = await sandbox.userId('owner');
  await client.users.get(owner);
  await sandbox.clock.set({ time: '2040-01-01T00:00:00Z' });
  await assert.rejects(client.users.get(owner), { status: 404 });
});

test('options that cannot be are refused by name', async () => {
  await assert.rejects(startSandbox({ limits: { perMinute: -1 } }), /^RangeError: limits\.perMinute must be /);
  await assert.rejects(startSandbox({ limits: { perHour: 1.5 } }), /^RangeError: limits\.perHour must be /);
  await assert.rejects(startSandbox({ apiVersions: [] }), /^RangeError: apiVersions must name /);
  await assert.rejects(startSandbox({ users: 0 }), { message: /^users must be a whole number from 1 to / });
  await assert.rejects(startSandbox({ preset: 'empty', users: 5 }), {
    message: /^preset and users exclude each other/,
  });
  await assert.rejects(startSandbox({ randomSeed: 5 }), { message: /^A random seed is for generated people/ });
});
