import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startSandbox } from '../../../src/sandbox/index.ts';
import { send } from '../../service/request.ts';
import { assertRefused, call, control, issueToken, makeAccount, tokenOf } from './controls.ts';

const ACCOUNTS = 200;
const AT_ONCE = 20;

/** As parallel tests do, so many at a time. */
async function inParallel<T>(items: readonly T[], work: (item: T, index: number) => Promise<void>): Promise<void> {
  const waiting = [...items.entries()];
  const worker = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) await work(next[1], next[0]);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

test('two hundred accounts are used at once, and do not see each other', async () => {
  await using sandbox = await startSandbox();
  const numbers = Array.from({ length: ACCOUNTS }, (_, number) => number);
  const ids = new Set<string>();
  await inParallel(numbers, async (number) => {
    const account = await makeAccount(sandbox, { name: `Test ${number}`, limits: { per_minute: 4 } });
    ids.add(account.account_id);
    const at = `/accounts/${account.account_id}`;
    const time = new Date(Date.UTC(2030 + number)).toISOString();
    await control(sandbox, 'PATCH', `${at}/clock`, { body: { time, frozen: true } });
    const token = await tokenOf(account);

    const { results } = (await call(account, token, 'GET', '?max_page_size=1000')).json;
    const member = results.findLast(({ state }: { state: string }) => state === 'ACTIVE').id;
    assert.equal((await call(account, token, 'POST', `/${member}:suspend`)).json.state, 'SUSPENDED');
    assert.equal((await call(account, token, 'GET', '')).headers.date, new Date(time).toUTCString());
    assert.equal((await call(account, token, 'GET', '')).status, 200);
    assert.equal((await call(account, token, 'GET', '')).status, 429); // the fifth, and only because of these
    // Everybody guesses from this one address: whoever guesses for one application locks out that one.
    const impostor = { ...account, client_secret: 'wrong' };
    if (number % 10 === 0) {
      while ((await issueToken(impostor)).status === 401);
      assert.equal((await issueToken(account)).status, 429);
    } else {
      assert.equal((await issueToken(account)).status, 200);
    }
    assert.deepEqual((await control(sandbox, 'GET', `${at}/clock`)).json, { time, frozen: true });
  });
  assert.equal(ids.size, ACCOUNTS);
  const { accounts } = (await control(sandbox, 'GET', '/accounts')).json;
  assert.equal(accounts.length, ACCOUNTS + 1);
  await tokenOf(accounts[0]); // the one it started with noticed nothing
  assert.equal((await control(sandbox, 'POST', ':reset')).status, 204);
  assert.equal((await control(sandbox, 'GET', '/accounts')).json.accounts.length, 1);
  // Ids are the same in every sandbox that makes accounts in the same order.
  assert.ok(ids.has((await makeAccount(sandbox)).account_id));
});

test('an account whose clock or seed cannot be is not made', async () => {
  await using sandbox = await startSandbox();
  const taken = { accounts: [{ id: sandbox.accountId, name: 'Taken' }] };
  const application = { client_id: sandbox.clientId, name: 'Taken', redirect_url: 'https://example.com/' };
  for (const body of [
    { clock: { time: '+012000-01-01T00:00:00Z' } },
    { clock: { time: '1969-12-31T23:59:59Z' } },
    { clock: {} },
    { seed: taken },
    { seed: { accounts: [{ name: 'A', applications: [application] }] } },
    { seed: { accounts: [] } },
    { region: 'nowhere' },
    { api_versions: [] },
    { limits: { per_minute: -1 } },
  ]) {
    assertRefused(await control(sandbox, 'POST', '/accounts', { body }), 400, 'invalid_control');
  }
  assert.equal((await control(sandbox, 'GET', '/accounts')).json.accounts.length, 1);
});

test('an account begins at its clock, also when it is put back', async () => {
  await using sandbox = await startSandbox();
  const time = '2030-01-01T00:00:00.000Z';
  const account = await makeAccount(sandbox, { clock: { time, frozen: true } });
  assert.deepEqual(account.clock, { time, frozen: true });
  const at = `/accounts/${account.account_id}`;
  await control(sandbox, 'POST', `${at}/clock:advance`, { body: { seconds: 0.001 } });
  await control(sandbox, 'PATCH', at, { body: { strict: true } });
  assert.equal((await control(sandbox, 'POST', `${at}:reset`)).status, 204);
  assert.deepEqual((await control(sandbox, 'GET', at)).json, account);
  assertRefused(await control(sandbox, 'DELETE', `/accounts/${sandbox.accountId}`), 400, 'failed_precondition');
});

test('credentials that are sent in the body alone show in the journal of their own account', async () => {
  await using sandbox = await startSandbox();
  const account = await makeAccount(sandbox, {});
  const secret = { client_id: account.client_id, client_secret: account.client_secret };
  const bodies = [
    [new URLSearchParams({ grant_type: 'client_credentials', ...secret }).toString(), 'x-www-form-urlencoded'],
    [JSON.stringify({ grant_type: 'client_credentials', ...secret }), 'json'],
  ] as const;
  for (const [body, type] of bodies) {
    const headers = { 'content-type': `application/${type}` };
    await send(account.base_url, 'POST', '/v1/oauth/token', { headers, body });
  }
  const { entries } = (await control(sandbox, 'GET', `/accounts/${account.account_id}/journal`)).json;
  assert.deepEqual(
    entries.map(({ status }: { status: number }) => status),
    [401, 415],
  );
});
