import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createClient, createLimiter } from '@rollcall/client';
import { type Sandbox, startSandbox } from '@rollcall/client/testing';

const NOON = '2030-06-01T12:00:00.000Z';

describe("an account's clock, for its client", () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.close());

  it('shows the same', async () => {
    await using account = await sandbox.createAccount({ clock: { time: NOON, frozen: true } });
    const clock = await account.clock.forClient();
    assert.equal(clock.now(), Date.parse(NOON));
    await account.clock.advance(900);
    assert.equal(clock.now(), Date.parse(NOON) + 900_000);
    await account.clock.set({ frozen: false });
    assert.ok(clock.now() >= Date.parse(NOON) + 900_000);
  });

  it('is moved on by whoever waits, once for those who wait together', async () => {
    await using account = await sandbox.createAccount({ clock: { time: NOON, frozen: true } });
    const clock = await account.clock.forClient();
    await Promise.all([clock.sleep(1000), clock.sleep(60_000), clock.sleep(2000), clock.sleep(0)]);
    assert.equal((await account.clock.get()).time, '2030-06-01T12:01:00.000Z');
    const over = AbortSignal.abort(new TypeError('enough'));
    await assert.rejects(clock.sleep(1000, over), { name: 'TypeError', message: 'enough' });
    await clock.sleep(1000);
    assert.equal(clock.now(), Date.parse(NOON) + 61_000);
  });

  it('takes a client through the limit of an hour', async () => {
    await using account = await sandbox.createAccount({ limits: { per_minute: 0, per_hour: 50 } });
    const clock = await account.clock.forClient();
    const begin = clock.now();
    const retry = { maxTotalMs: 2 * 3600 * 1000 };
    const client = createClient({ ...account.options, clock, retry });
    const owner = await account.userId('owner');
    for (let call = 0; call < 120; call++) await client.users.get(owner);
    assert.ok(clock.now() - begin >= 2 * 3600 * 1000 - 1000, 'two windows were waited for');
    await account.journal.assert({ operation: 'GetUser', outcome: 'succeeded', exactly: 120 });
  });

  it('takes a limiter along', async () => {
    await using account = await sandbox.createAccount();
    const clock = await account.clock.forClient();
    const client = createClient({ ...account.options, clock, limiter: createLimiter({ perMinute: 20, clock }) });
    const owner = await account.userId('owner');
    await Promise.all(Array.from({ length: 100 }, () => client.users.get(owner)));
    await account.journal.assert({ status: 429, exactly: 0 }, { operation: 'GetUser', exactly: 100 });
  });
});
