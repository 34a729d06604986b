import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient, ERR_RATE_LIMITED, ERR_UNAUTHENTICATED } from '@rollcall/client';
import { startSandbox } from '@rollcall/client/testing';

test('a reset brings back people, kills tokens and frees from limits, at the same URL', async () => {
  await using sandbox = await startSandbox({ limits: { perMinute: 2 } });
  const client = createClient({ ...sandbox.options, retry: false });
  const userId = await sandbox.userId('member');
  const { value: token } = await client.token.get();
  const callWithToken = () =>
    fetch(`${sandbox.baseUrl}/v1/accounts/${sandbox.accountId}/users/${userId}`, {
      headers: { authorization: `Bearer ${token}` },
    });
  assert.equal((await client.users.suspend(userId)).state, 'SUSPENDED');
  assert.equal((await callWithToken()).status, 200);
  await assert.rejects(client.users.get(userId), { code: ERR_RATE_LIMITED });

  const { baseUrl } = sandbox;
  await sandbox.reset();
  assert.equal(sandbox.baseUrl, baseUrl);
  assert.equal((await callWithToken()).status, 401);
  const calls = createClient({ ...sandbox.options, retry: false }).users;
  assert.equal((await calls.get(userId)).state, 'ACTIVE');
  await calls.get(userId);
  await assert.rejects(calls.get(userId), { code: ERR_RATE_LIMITED });
});

test('a client keeps going through a hundred resets', async () => {
  await using sandbox = await startSandbox();
  const retried = new Set<string>();
  const client = createClient({ ...sandbox.options, onRetry: ({ error }) => retried.add(error.code) });
  const userId = await sandbox.userId('member');
  let answered = Promise.withResolvers<void>();
  let going = true;
  const walking = (async () => {
    while (going) {
      assert.equal((await client.users.suspend(userId)).state, 'SUSPENDED');
      answered.resolve();
    }
  })();
  walking.catch((error) => answered.reject(error));
  for (let resets = 0; resets < 100; resets++) {
    await sandbox.reset();
    answered = Promise.withResolvers();
    await answered.promise; // One answer between two resets: a client gets a new token once for a call, not twice.
  }
  going = false;
  await walking;
  assert.deepEqual([...retried], [ERR_UNAUTHENTICATED]);
});
