import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createClient, ERR_NOT_FOUND, ERR_RATE_LIMITED } from '@rollcall/client';
import { connectSandbox, type RemoteSandbox, type Sandbox, startSandbox } from '@rollcall/client/testing';

describe('an isolated account', () => {
  let sandbox: Sandbox;
  let remote: RemoteSandbox;
  before(async () => {
    sandbox = await startSandbox();
    remote = await connectSandbox(sandbox.controlUrl);
  });
  after(() => sandbox.close());
  const accounts = async () => (await sandbox.listAccounts()).map(({ account_id }) => account_id);

  it('is gone when its block is left, also where it was removed before', async () => {
    {
      await using one = await sandbox.createAccount({ name: 'one' });
      await using other = await remote.createAccount({ name: 'other' });
      assert.deepEqual(await accounts(), [sandbox.accountId, one.accountId, other.accountId]);
      await other.delete();
      assert.deepEqual(await accounts(), [sandbox.accountId, one.accountId]);
    }
    assert.deepEqual(await accounts(), [sandbox.accountId]);
  });

  it('is gone when its test fails', async () => {
    const test = async () => {
      await using account = await sandbox.createAccount();
      throw new Error(`not what ${account.accountId} should be`);
    };
    await assert.rejects(test, /^Error: not what /);
    assert.deepEqual(await accounts(), [sandbox.accountId]);
  });

  it('but the account a sandbox started with is as it was', async () => {
    const userId = await sandbox.userId('member');
    {
      await using account = remote.account;
      await createClient(account.options).users.suspend(userId);
      await assert.rejects(account.delete(), { status: 400, reason: 'failed_precondition' });
    }
    assert.equal((await sandbox.people.get(userId)).state, 'ACTIVE');
    assert.deepEqual(await sandbox.journal.list(), []);
  });

  it('is alone with its people, clock, faults, limits and journal, however many there are', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `test ${index}`);
    const made = await Promise.all(names.map((name) => remote.createAccount({ name, preset: 'one-owner' })));
    assert.equal(new Set(made.map(({ accountId }) => accountId)).size, names.length);
    const [loud, ...quiet] = made;
    assert.ok(loud);
    const member = await loud.userId('member');
    await loud.clock.set({ time: '2040-01-01T00:00:00Z', frozen: true });
    await loud.update({ limits: { per_minute: 1 } });
    await loud.faults.add({ kind: 'answer', operation: '*', status: 500, first_call: 4, last_call: null });
    const client = createClient({ ...loud.options, retry: false });
    await client.users.suspend(member);
    await assert.rejects(client.users.get(member), { code: ERR_RATE_LIMITED });
    await assert.rejects(client.users.get(member), { status: 500 });

    await Promise.all(
      quiet.map(async (account) => {
        const own = createClient({ ...account.options, retry: false });
        await assert.rejects(own.users.get(member), { code: ERR_NOT_FOUND });
        await own.users.suspend(await account.userId('member'));
        await account.journal.assert({ operation: 'SuspendUser', exactly: 1 }, { outcome: 'failed', exactly: 0 });
        assert.ok((await account.clock.get()).time < '2040');
      }),
    );
    await remote.reset();
    assert.deepEqual(await accounts(), [sandbox.accountId]);
  });

  it('lives in the region that was asked for, and in no other', async () => {
    await using three = await startSandbox({ regions: [{ name: 'com' }, { name: 'ca' }, { name: 'eu' }] });
    await using account = await three.createAccount({ region: 'eu' });
    const [com, , eu] = three.regions;
    assert.deepEqual([account.region, account.baseUrl], ['eu', eu?.baseUrl]);
    const userId = await account.userId('owner');
    assert.equal((await createClient(account.options).users.get(userId)).state, 'ACTIVE');
    const elsewhere = createClient({ ...account.options, baseUrl: com?.baseUrl ?? '', retry: false });
    await assert.rejects(elsewhere.users.get(userId), { status: 401 });
  });
});
