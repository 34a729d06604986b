import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JournalEntry } from '@rollcall/contract/sandbox';
import { type Account, ask, crowd, startFaultScene } from '../faults/fault-scene.ts';

/** The whole journal, or what fits. */
async function journal(account: Account, query = ''): Promise<JournalEntry[]> {
  const { status, json, text } = await account.control('GET', `/journal${query}`);
  assert.equal(status, 200, text);
  return json.entries;
}

async function last(account: Account): Promise<JournalEntry> {
  const entry = (await journal(account)).at(-1);
  assert.ok(entry);
  return entry;
}

test('a token request and a call with it, with everything that was sent', async (context) => {
  const { account: make, clock } = await startFaultScene(context);
  const account = await make();
  const { account_id, client_id, region } = account.description;
  const token = await account.token();
  const member = await account.member(token);
  clock.advance(60);
  await account.call(token, `/${member}:suspend?x=1&x=%C3%A9`, {
    method: 'POST',
    headers: { 'user-agent': 'acme/2.1', 'content-type': 'application/json' },
    body: '{}',
  });
  const [issued, listed, suspended] = await journal(account);
  assert.ok(issued && listed && suspended);
  assert.equal(issued.operation, 'IssueToken');
  assert.equal(issued.request_body, 'grant_type=client_credentials');
  assert.equal(issued.client_id, client_id);
  assert.equal(issued.outcome, 'succeeded');
  assert.equal(issued.token, undefined);
  assert.equal(issued.request_headers.authorization, 'Basic [masked]');

  const { duration_ms, wall_time, request_id, request_headers, token: used, rate_limit, ...rest } = suspended;
  assert.deepEqual(rest, {
    sequence: 3,
    time: '2026-03-01T12:01:00.000Z',
    region,
    operation: 'SuspendUser',
    api_version: 'v1',
    method: 'POST',
    path: `/v1/accounts/${account_id}/users/${member}:suspend`,
    query: { x: ['1', 'é'] },
    request_body: '{}',
    user_agent: 'acme/2.1',
    client_id,
    account_id,
    user_id: member,
    outcome: 'succeeded',
    status: 200,
  });
  assert.ok(duration_ms > 0 && Date.parse(wall_time) > 0 && request_id !== '');
  assert.equal(request_headers.authorization, 'Bearer [masked]');
  assert.match(rate_limit ?? '', /^"minute";r=\d+/);
  assert.deepEqual(used, {
    fingerprint: listed.token?.fingerprint,
    issued_by: 1,
    expire_time: '2026-03-01T12:15:00.000Z',
    expired: false,
  });
});

test('refusals say why, in the words that went over the wire, and how long to wait', async (context) => {
  const { account: make } = await startFaultScene(context);
  const account = await make({ limits: { per_minute: 2 } });
  const { base_url, client_id, account_id } = account.description;
  const token = await account.token();
  await account.call(token, '?filter=user.isNice()');
  let entry = await last(account);
  assert.deepEqual([entry.outcome, entry.status, entry.reason], ['refused', 400, 'invalid_filter']);
  assert.deepEqual(entry.page, { walk: 1, number: 1, filter: 'user.isNice()' });
  await account.call(token, '/NOBODY');
  entry = await last(account);
  assert.deepEqual([entry.reason, entry.user_id], ['user_not_found', 'NOBODY']);
  const { headers } = await account.call(token, '');
  entry = await last(account);
  assert.deepEqual([entry.status, entry.reason], [429, 'rate_limit_exceeded']);
  assert.equal(entry.retry_after, headers.get('retry-after'));
  assert.equal(entry.retry_after_ms, Number(headers.get('retry-after')) * 1000);
  assert.equal(entry.rate_limit, headers.get('ratelimit'));

  const basic = `Basic ${Buffer.from(`${client_id}:wrong-one`).toString('base64')}`;
  await ask(`${base_url}/v1/oauth/token`, {
    method: 'POST',
    headers: { authorization: basic, 'content-type': 'text/plain' },
    body: 'client_secret=wrong-one&grant_type=x',
  });
  entry = await last(account);
  // The catalogue calls it unsupported_media_type; the answer of an OAuth endpoint does not.
  assert.deepEqual([entry.status, entry.reason], [415, 'invalid_request']);
  assert.equal(entry.client_id, undefined);
  assert.equal(entry.claimed_client_id, client_id);
  assert.equal(entry.request_body, 'client_secret=[masked]&grant_type=x');

  // A path that leads nowhere and a wrong method are in the journal of the account they name.
  await ask(`${account.url('')}/a/b/c`);
  entry = await last(account);
  assert.deepEqual([entry.operation, entry.reason, entry.account_id], ['Unmatched', 'path_not_found', account_id]);
  await account.call(token, '', { method: 'DELETE' });
  entry = await last(account);
  assert.deepEqual([entry.operation, entry.method, entry.status], ['Unmatched', 'DELETE', 405]);
  assert.equal(entry.page, undefined);
});

test('tokens: expired by the clock of the account or by a fault, and known by one fingerprint', async (context) => {
  const { account: make } = await startFaultScene(context);
  const account = await make();
  const { client_id } = account.description;
  const [first, second] = [await account.token(), await account.token()];
  await account.call(first, '');
  await account.control('POST', '/clock:advance', { seconds: 900 });
  await account.call(first, '');
  const third = await account.token();
  await account.set({ kind: 'expired_token', operation: 'ListUsers' });
  await account.call(third, '');
  await account.call(third, '');
  await account.call('junk', '');
  const lists = await journal(account, '?operation=ListUsers');
  assert.deepEqual(
    lists.map(({ token, status, client_id, claimed_client_id: claimed }) => {
      return [token?.issued_by, token?.expired, status, client_id, claimed];
    }),
    [
      [1, false, 200, client_id, undefined],
      [1, true, 401, undefined, client_id],
      [5, true, 401, undefined, client_id],
      [5, true, 401, undefined, client_id],
      [undefined, false, 401, undefined, undefined],
    ],
  );
  assert.equal(new Set(lists.map(({ token }) => token?.fingerprint)).size, 3);
  assert.ok(!JSON.stringify(lists).includes(second));
});

test('a list page by page: what was asked for, what was answered, where a fault put nobody on it', async (context) => {
  const { account: make } = await startFaultScene(context);
  const account = await make({ seed: crowd(5, 'far') });
  const token = await account.token();
  await account.set({ kind: 'empty_page', operation: 'ListUsers', first_call: 2 });
  let query = '?filter=user.isActive()&maxPageSize=2';
  for (;;) {
    const { json } = await account.call(token, query);
    if (json.next_page_token === undefined) break;
    query = `?page_token=${json.next_page_token}`;
  }
  await account.call(token, query); // the last page again
  await account.call(token, '?page_token=AAAA');
  await account.call(token, '?page_token=AAAA');
  const pages = (await journal(account, '?operation=ListUsers')).map(({ page }) => page);
  assert.deepEqual(pages, [
    { walk: 1, number: 1, requested_size: '2', people: 2, has_next: true, filter: 'user.isActive()' },
    { walk: 1, number: 2, people: 0, has_next: true },
    { walk: 1, number: 3, people: 2, has_next: true },
    { walk: 1, number: 4, people: 1, has_next: false },
    { walk: 1, number: 4, people: 1, has_next: false },
    { walk: 2, number: 2, unknown_token: true },
    { walk: 2, number: 2, unknown_token: true },
  ]);
});

test('how a request ended, where a fault came in between', async (context) => {
  const { account: make } = await startFaultScene(context);
  const account = await make();
  const token = await account.token();
  const cases = [
    [{ kind: 'answer', status: 503 }, 'failed', 503],
    [{ kind: 'answer', status: 409, reason: 'busy' }, 'refused', 409],
    [{ kind: 'cut_body' }, 'failed', 200],
    [{ kind: 'broken_json' }, 'failed', 200],
    [{ kind: 'html', status: 200 }, 'failed', 200],
    [{ kind: 'html' }, 'failed', 502],
    [{ kind: 'slow_body', duration_ms: 20 }, 'succeeded', 200],
    [{ kind: 'delay', delay_ms: 1 }, 'succeeded', 200],
    [{ kind: 'reset_connection', when: 'before' }, 'no_answer', undefined],
    [{ kind: 'reset_connection', when: 'after' }, 'no_answer', undefined],
  ] as const;
  for (const [fault, outcome, status] of cases) {
    const { id } = await account.set({ ...fault, operation: 'ListUsers' });
    await account.call(token, '').catch(() => {});
    const waited = await account.control('GET', `/journal:wait?operation=ListUsers&outcome=${outcome}`);
    assert.equal(waited.json.met, true, JSON.stringify(fault));
    const entry = await last(account);
    assert.deepEqual([entry.outcome, entry.status, entry.under_way], [outcome, status, undefined]);
    assert.deepEqual(entry.fault, { id, kind: fault.kind });
    assert.equal(entry.page?.has_next !== undefined, status === 200 && fault.kind !== 'html');
    await account.control('DELETE', '/journal');
  }
  await account.set({ kind: 'hang', operation: 'GetUser' });
  const leaving = new AbortController();
  const gone = assert.rejects(account.call(token, '/X', { signal: leaving.signal }));
  const isUnderWay = async () => (await journal(account)).some(({ under_way }) => under_way);
  const deadline = performance.now() + 10_000;
  while (!(await isUnderWay())) assert.ok(performance.now() < deadline, 'it never came');
  assert.deepEqual(await journal(account, '?outcome=no_answer'), []); // nobody knows yet
  leaving.abort();
  await gone;
  await account.control('GET', '/journal:wait?operation=GetUser');
  assert.equal((await last(account)).outcome, 'no_answer');
  // A date counts as the seconds until then.
  const slow = {
    kind: 'rate_limit',
    operation: 'ListUsers',
    retry_after_seconds: 7,
    retry_after_form: 'date',
  } as const;
  await account.set(slow);
  await account.call(token, '');
  const limited = await last(account);
  assert.match(limited.retry_after ?? '', / GMT$/);
  assert.equal(limited.retry_after_ms, 7000);
});

test('accounts do not see each other, and a journal that is emptied or reset begins anew', async (context) => {
  const { account: make } = await startFaultScene(context);
  const [one, other] = [await make(), await make({ seed: crowd(3, 'far') })];
  const token = await other.token();
  const { json } = await other.call(token, '?max_page_size=1');
  assert.deepEqual(await journal(one), []);
  assert.equal((await other.control('DELETE', '/journal')).status, 204);
  await other.call(token, `?page_token=${json.next_page_token}`);
  const [entry] = await journal(other);
  // The token is known, the request that issued it is gone; the walk goes on where it was.
  assert.deepEqual([entry?.sequence, entry?.token?.issued_by, entry?.token?.expired], [1, undefined, false]);
  assert.ok(entry?.token?.expire_time);
  assert.deepEqual(entry.page, { walk: 1, number: 2, people: 1, has_next: true });
  await other.control('POST', ':reset');
  assert.deepEqual(await journal(other), []);
});

test('the journal is read by what is wanted, a part at a time', async (context) => {
  const { account: make } = await startFaultScene(context);
  const account = await make();
  const token = await account.token();
  for (let call = 0; call < 5; call++) await account.call(token, call % 2 ? '/NOBODY' : '');
  const { client_id } = account.description;
  const of = async (query: string) => (await journal(account, query)).map(({ sequence }) => sequence);
  assert.deepEqual(await of('?operation=GetUser'), [3, 5]);
  assert.deepEqual(await of('?status=404&reason=user_not_found&outcome=refused'), [3, 5]);
  assert.deepEqual(await of('?user_id=NOBODY'), [3, 5]);
  assert.deepEqual(await of('?after=4'), [5, 6]);
  assert.deepEqual(await of(`?client_id=${client_id}&limit=2`), [1, 2]);
  assert.equal((await account.control('GET', '/journal?limit=2')).json.total, 6);
  for (const wrong of ['outcome=good', 'status=x', 'limit=0', 'operatoin=ListUsers']) {
    const { status, json } = await account.control('GET', `/journal?${wrong}`);
    assert.deepEqual([status, json.message], [400, 'invalid_control'], wrong);
  }
});
