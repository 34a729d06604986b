import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createClient } from '@rollcall/client';
import { type Sandbox, startSandbox } from '@rollcall/client/testing';

describe('what is longer than one answer', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox({ limits: { perMinute: 0, perHour: 0 } });
  });
  after(() => sandbox.close());

  it('is listed whole: people, of every kind', async () => {
    await using account = await sandbox.createAccount({ users: 2345 });
    const all = await Array.fromAsync(account.people.list());
    assert.equal(new Set(all.map(({ id }) => id)).size, 2345);
    const order = all.map(({ create_time: time, id }) => `${time} ${id}`);
    assert.deepEqual(order, order.toSorted());
    const suspended = await Array.fromAsync(account.people.list('suspended'));
    const expected = all.filter(({ state, externally_managed: managed }) => state === 'SUSPENDED' && !managed);
    assert.deepEqual(suspended, expected);
  });

  it('is listed whole: requests, by any filter', async (context) => {
    await using account = await sandbox.createAccount();
    const { users } = createClient(account.options);
    const userId = await account.userId('member');
    for (let call = 0; call < 3; call++) await users.get(userId);
    await users.suspend(userId);
    const whole = await account.journal.list();
    const real = globalThis.fetch;
    // The controls answer 10,000 at once: here they are two.
    context.mock.method(globalThis, 'fetch', async (...[input, init]: Parameters<typeof fetch>) => {
      const url = new URL(String(input));
      if (url.searchParams.get('limit') !== '10000') return real(input, init);
      url.searchParams.set('limit', '2');
      const { entries, ...rest } = (await (await real(url, init)).json()) as { entries: object[] };
      const full = entries.length === 2 ? Array.from({ length: 5000 }, () => entries).flat() : entries;
      return Response.json({ ...rest, entries: full });
    });
    const listed = async (filter = {}) => {
      const sequences = (await account.journal.list(filter)).map(({ sequence }) => sequence);
      return [...new Set(sequences)];
    };
    const sequencesOf = (operation: string) =>
      whole.filter((entry) => entry.operation === operation).map(({ sequence }) => sequence);
    assert.deepEqual(
      await listed(),
      whole.map(({ sequence }) => sequence),
    );
    assert.deepEqual(await listed({ operation: 'GetUser' }), sequencesOf('GetUser'));
    assert.deepEqual(
      await listed({ operation: 'GetUser', after: 2 }),
      sequencesOf('GetUser').filter((each) => each > 2),
    );
  });
});
