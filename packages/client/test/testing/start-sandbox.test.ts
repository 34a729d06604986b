import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Clock, createClient, ERR_CONNECTION } from '@rollcall/client';
import { type Sandbox, startSandbox } from '@rollcall/client/testing';

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

test('options that cannot be are refused by name', async () => {
  await assert.rejects(startSandbox({ limits: { perMinute: -1 } }), /^RangeError: limits\.perMinute must be /);
  await assert.rejects(startSandbox({ limits: { perHour: 1.5 } }), /^RangeError: limits\.perHour must be /);
  await assert.rejects(startSandbox({ apiVersions: [] }), /^RangeError: apiVersions must name /);
});
