import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { startSandbox } from '../../../src/sandbox/index.ts';
import { ManualClock } from '../../service/manual-clock.ts';
import { assertRefused, call, control, makeAccount, post, tokenOf } from './controls.ts';

const UNLIMITED = { perMinute: 0, perHour: 0 };

test('people, tokens and the clock come back, as often as wanted; faults and counts of limits do not', async () => {
  const clock = new ManualClock();
  await using sandbox = await startSandbox({ clock });
  const account = await makeAccount(sandbox, { limits: { per_minute: 10, per_hour: 0 } });
  const at = `/accounts/${account.account_id}`;
  const kept = await tokenOf(account);
  const page = (await call(account, kept, 'GET', '?max_page_size=5')).json;
  const before = (await call(account, kept, 'GET', '')).json;
  const snapshot = await control(sandbox, 'POST', `${at}/snapshots`, { body: { name: 'before' } });
  assert.equal(snapshot.status, 201);
  assert.equal(snapshot.json.create_time, new Date(clock.now()).toISOString());
  const time = (await control(sandbox, 'GET', `${at}/clock`)).json;

  for (let round = 0; round < 3; round++) {
    const later = await tokenOf(account);
    const member = before.results.find(({ state }: { state: string }) => state === 'SUSPENDED').id;
    assert.equal((await call(account, later, 'POST', `/${member}:reactivate`)).json.state, 'ACTIVE');
    while ((await call(account, later, 'GET', '')).status === 200);
    await control(sandbox, 'POST', `${at}/clock:advance`, { body: { seconds: 1000 } });
    assert.equal((await call(account, kept, 'GET', '')).status, 401); // expired

    assert.equal((await control(sandbox, 'POST', `${at}/snapshots/before:restore`)).status, 204);
    assert.deepEqual((await control(sandbox, 'GET', `${at}/clock`)).json, time);
    assert.deepEqual((await call(account, kept, 'GET', '')).json, before);
    assert.equal((await call(account, later, 'GET', '')).status, 401); // was issued afterwards
    // Page tokens know their place whatever happened to the account.
    const next = await call(account, kept, 'GET', `?page_token=${page.next_page_token}`);
    assert.deepEqual(next.json.results, before.results.slice(5, 10));
  }
});

test('names are given once, or made up; deleted ones are gone', async () => {
  await using sandbox = await startSandbox();
  const { account_id } = await makeAccount(sandbox);
  const at = `/accounts/${account_id}/snapshots`;
  const make = (body?: object) => control(sandbox, 'POST', at, body && { body });
  assert.deepEqual((await control(sandbox, 'GET', at)).json, { snapshots: [] });
  assert.equal((await make()).json.name, 'snapshot-1');
  assert.equal((await make({})).json.name, 'snapshot-2');
  assertRefused(await make({ name: 'snapshot-2' }), 409, 'already_exists');
  assert.equal((await make({ name: 'snapshot-4' })).json.name, 'snapshot-4');
  assert.equal((await make()).json.name, 'snapshot-3');
  assert.equal((await make()).json.name, 'snapshot-5');
  assert.equal((await control(sandbox, 'DELETE', `${at}/snapshot-2`)).status, 204);
  assertRefused(await control(sandbox, 'DELETE', `${at}/snapshot-2`), 404, 'not_found');
  assertRefused(await control(sandbox, 'POST', `${at}/snapshot-2:restore`), 404, 'not_found');
  for (const name of ['', 'A', '-a', 'a-', 'a b', 'a'.repeat(64), '__proto__']) {
    assertRefused(await make({ name }), 400, 'invalid_control');
  }
  const names = (await control(sandbox, 'GET', at)).json.snapshots.map(({ name }: { name: string }) => name);
  assert.deepEqual(names, ['snapshot-1', 'snapshot-4', 'snapshot-3', 'snapshot-5']);

  // An account that is reset keeps them; a sandbox that is reset has begun anew.
  assert.equal((await control(sandbox, 'POST', `/accounts/${account_id}:reset`)).status, 204);
  assert.equal((await control(sandbox, 'POST', `${at}/snapshot-1:restore`)).status, 204);
  const seeded = `/accounts/${sandbox.accountId}/snapshots`;
  await control(sandbox, 'POST', seeded);
  assert.equal((await control(sandbox, 'POST', ':reset')).status, 204);
  assert.deepEqual((await control(sandbox, 'GET', seeded)).json, { snapshots: [] });
});

test('an account with 10,000 people is kept and gone back to whole, while it is changed', async () => {
  await using sandbox = await startSandbox({ limits: UNLIMITED });
  const users = Array.from({ length: 10_000 }, (_, index) => ({
    email: `p${index}@example.com`,
    display_name: `Person ${index}`,
    ...(index === 0 && { role: 'owner' as const }),
  }));
  const account = await makeAccount(sandbox, { seed: { accounts: [{ name: 'Large', users }] } });
  const at = `/accounts/${account.account_id}/snapshots`;
  const token = await tokenOf(account);
  const { results } = (await call(account, token, 'GET', '?max_page_size=1000')).json;
  const changes = results.slice(1, 200).map(({ id }: { id: string }) => call(account, token, 'POST', `/${id}:suspend`));
  const { name, active, suspended } = (await control(sandbox, 'POST', at)).json;
  assert.equal(active + suspended, 10_000);
  for (const { status } of await Promise.all(changes)) assert.equal(status, 200);
  await control(sandbox, 'POST', `${at}/${name}:restore`);
  const again = (await control(sandbox, 'POST', at)).json;
  assert.deepEqual([again.active, again.suspended], [active, suspended]);
});

/** What may be done to an account, by who is how far down its list. */
type Step =
  | { readonly kind: 'suspend' | 'reactivate'; readonly person: number }
  | { readonly kind: 'issue' | 'revoke' | 'freeze' | 'release' | 'set' }
  | { readonly kind: 'advance'; readonly seconds: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom('suspend' as const, 'reactivate' as const), person: fc.nat(9) }),
  fc.record({ kind: fc.constantFrom('issue', 'revoke', 'freeze', 'release', 'set').map((kind) => kind as 'issue') }),
  fc.record({ kind: fc.constant('advance' as const), seconds: fc.nat({ max: 600 }).map((seconds) => seconds + 1) }),
);

test('whatever happened before and after, going back gives exactly what was kept', async () => {
  const clock = new ManualClock();
  await using sandbox = await startSandbox({ clock, limits: UNLIMITED });
  const property = fc.asyncProperty(
    fc.array(step, { maxLength: 12 }),
    fc.array(step, { maxLength: 12 }),
    async (a, b) => {
      const account = await makeAccount(sandbox);
      const at = `/accounts/${account.account_id}`;
      const tokens: string[] = [];
      const first = await tokenOf(account);
      const { results } = (await call(account, first, 'GET', '')).json;
      const carryOut = async (each: Step) => {
        switch (each.kind) {
          case 'suspend':
          case 'reactivate':
            await call(account, await tokenOf(account), 'POST', `/${results[each.person].id}:${each.kind}`);
            return;
          case 'issue':
            tokens.push(await tokenOf(account));
            return;
          case 'revoke':
            await post(account, '/v1/oauth/revoke', { token: tokens[tokens.length >> 1] ?? 'none' });
            return;
          case 'advance':
            await control(sandbox, 'POST', `${at}/clock:advance`, { body: { seconds: each.seconds } });
            return;
          case 'set':
            await control(sandbox, 'PATCH', `${at}/clock`, { body: { time: '2027-01-01T00:00:00Z' } });
            return;
          default:
            await control(sandbox, 'PATCH', `${at}/clock`, { body: { frozen: each.kind === 'freeze' } });
        }
      };
      const state = async () => ({
        clock: (await control(sandbox, 'GET', `${at}/clock`)).json,
        tokens: await Promise.all(tokens.map(async (token) => (await call(account, token, 'GET', '')).status)),
        people: (await call(account, await tokenOf(account), 'GET', '?max_page_size=1000')).json,
      });
      for (const each of a) await carryOut(each);
      await control(sandbox, 'POST', `${at}/snapshots`, { body: { name: 'kept' } });
      const kept = await state();
      const known = tokens.length;
      for (const each of b) await carryOut(each);
      await control(sandbox, 'POST', `${at}/snapshots/kept:restore`);
      const back = await state();
      assert.ok(back.tokens.slice(known).every((status) => status === 401));
      assert.deepEqual({ ...back, tokens: back.tokens.slice(0, known) }, kept);
      await control(sandbox, 'DELETE', at);
    },
  );
  await fc.assert(property, { numRuns: 25 });
});
