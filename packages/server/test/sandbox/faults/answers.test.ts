import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { ERRORS, OAUTH_ERRORS } from '@rollcall/contract';
import { ask, startFaultScene } from './fault-scene.ts';

const scene = await startFaultScene({ after });
const account = await scene.account();
const token = await account.token();

describe('answer', () => {
  it("is the API's own refusal where the reason is its own", async () => {
    for (const reason of [
      'no_owner_remain',
      'automated_provisioning_enabled',
      'invalid_token',
      'unavailable',
    ] as const) {
      const { code, status, sentence } = ERRORS[reason];
      await account.set({ kind: 'answer', operation: 'ListUsers', status, reason });
      const answer = await account.call(token, '');
      assert.equal(answer.status, status);
      assert.equal(answer.json.code, code);
      assert.equal(answer.json.message, reason);
      const [info, localized, request] = answer.json.details;
      assert.deepEqual([info.reason, info.domain], [reason.toUpperCase(), 'rollcall.users-api']);
      assert.equal(localized.message, sentence);
      assert.equal(request.request_id, answer.headers.get('x-request-id'));
      assert.equal(answer.headers.get('retry-after'), status === 503 ? '2' : null);
      assert.equal(answer.headers.get('www-authenticate')?.includes('error="invalid_token"') ?? false, status === 401);
    }
  });

  it('has the form of the API with any status and any reason', async () => {
    const cases = [
      [400, undefined, 3, 'malformed_request'],
      [401, 'tired_token', 16, 'tired_token'],
      [403, 'unavailable', 7, 'unavailable'],
      [409, undefined, 10, 'conflict'],
      [418, undefined, 9, 'i_m_a_teapot'],
      [429, undefined, 8, 'rate_limit_exceeded'],
      [502, undefined, 13, 'bad_gateway'],
      [503, 'maintenance', 14, 'maintenance'],
      [504, undefined, 4, 'gateway_timeout'],
      [599, undefined, 13, 'unknown'],
    ] as const;
    for (const [status, reason, code, message] of cases) {
      await account.set({ kind: 'answer', operation: 'GetUser', status, ...(reason && { reason }) });
      const answer = await account.call(token, '/ANYBODY');
      assert.deepEqual([answer.status, answer.json.code, answer.json.message], [status, code, message]);
      assert.equal(answer.json.details[0].reason, message.toUpperCase());
      assert.equal(answer.json.details.length, 3);
      assert.equal(answer.headers.get('www-authenticate') !== null, status === 401);
      assert.equal(answer.headers.get('retry-after') !== null, status === 429 || status === 503);
    }
  });

  it('is problem details for who prefers them', async () => {
    await account.set({ kind: 'answer', operation: 'ListUsers', status: 503, reason: 'maintenance' });
    const answer = await account.call(token, '', { headers: { accept: 'application/problem+json' } });
    assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/);
    assert.equal(answer.json.type, 'urn:rollcall:error:maintenance');
    assert.match(answer.json.detail, /it is the fault f\d+\. Remove it/);
  });

  it('has the form of RFC 6749 at OAuth endpoints', async () => {
    const cases = [
      [401, 'invalid_client', 'invalid_client', OAUTH_ERRORS.invalid_client.sentence],
      [429, undefined, 'temporarily_unavailable', OAUTH_ERRORS.too_many_attempts.sentence],
      [503, undefined, 'temporarily_unavailable', OAUTH_ERRORS.temporarily_unavailable.sentence],
      [403, 'access_denied', 'access_denied', undefined],
    ] as const;
    for (const [status, reason, error, sentence] of cases) {
      await account.set({ kind: 'answer', operation: 'IssueToken', status, ...(reason && { reason }) });
      const answer = await account.issueToken();
      assert.deepEqual([answer.status, answer.json.error], [status, error]);
      assert.deepEqual(Object.keys(answer.json), ['error', 'error_description']);
      if (sentence) assert.equal(answer.json.error_description, sentence);
      assert.equal(answer.headers.get('www-authenticate') !== null, status === 401);
      assert.equal(answer.headers.get('cache-control'), 'no-store');
    }
    assert.equal((await account.issueToken()).status, 200);
  });

  it('is in the journal with its reason, and changes nothing', async () => {
    const id = await account.member(token);
    await account.set({ kind: 'answer', operation: 'SuspendUser', status: 503 });
    assert.equal((await account.call(token, `/${id}:suspend`, { method: 'POST' })).status, 503);
    assert.equal((await account.call(token, `/${id}`)).json.state, 'ACTIVE');
    const { entries } = (await account.control('GET', '/journal?operation=SuspendUser')).json;
    assert.deepEqual([entries[0].status, entries[0].reason], [503, 'unavailable']);
  });
});

describe('rate_limit', () => {
  it("has Retry-After in seconds or as a date of the account's clock, and is not counted", async () => {
    const fresh = await scene.account({ limits: { per_minute: 2 } });
    const ours = await fresh.token();
    await fresh.control('PATCH', '/clock', { time: '2031-05-05T10:00:00.400Z', frozen: true });
    await fresh.control('POST', '/clock:advance', { seconds: 0.1 });
    const again = await fresh.token();
    await fresh.set({ kind: 'rate_limit', operation: '*', last_call: 4, retry_after_seconds: 42 });
    await fresh.set({
      kind: 'rate_limit',
      operation: '*',
      first_call: 5,
      retry_after_seconds: 90,
      retry_after_form: 'date',
    });
    for (let call = 0; call < 4; call++) {
      const answer = await fresh.call(again, '');
      assert.deepEqual([answer.status, answer.json.message], [429, 'rate_limit_exceeded']);
      assert.equal(answer.headers.get('retry-after'), '42');
      assert.equal(answer.headers.get('ratelimit'), '"minute";r=0;t=42, "hour";r=6000;t=3600');
    }
    const dated = await fresh.call(again, '');
    assert.equal(dated.headers.get('date'), 'Mon, 05 May 2031 10:00:00 GMT');
    assert.equal(dated.headers.get('retry-after'), 'Mon, 05 May 2031 10:01:31 GMT');
    assert.equal((await fresh.call(again, '')).status, 200);
    assert.equal((await fresh.call(again, '')).status, 200);
    assert.equal((await fresh.call(again, '')).status, 429);
    assert.equal((await fresh.call(ours, '')).status, 401);
  });

  it('has its form at OAuth endpoints', async () => {
    await account.set({ kind: 'rate_limit', operation: 'IssueToken', retry_after_seconds: 0 });
    const answer = await account.issueToken();
    assert.deepEqual([answer.status, answer.json.error], [429, 'temporarily_unavailable']);
    assert.equal(answer.headers.get('retry-after'), '0');
  });
});

describe('html', () => {
  it('is the page of a proxy, with nothing of the API on it', async () => {
    await account.set({ kind: 'html', operation: 'ListUsers' });
    await account.set({ kind: 'html', operation: 'ListUsers', first_call: 2, status: 200 });
    for (const status of [502, 200]) {
      const answer = await account.call(token, '');
      assert.equal(answer.status, status);
      assert.match(answer.headers.get('content-type') ?? '', /^text\/html/);
      assert.match(answer.text, new RegExp(`<h1>${status} `));
      assert.equal(answer.headers.get('x-request-id'), null);
    }
    assert.equal((await account.call(token, '')).json.results.length, 25);
  });
});

it('tells of the end of the preview as every answer does', async () => {
  const fresh = await scene.account();
  const ours = await fresh.token();
  await fresh.control('PUT', '/cut-over', { sunset_time: '2030-01-01T00:00:00Z' });
  await fresh.set({ kind: 'answer', operation: '*', last_call: null, status: 503 });
  const url = fresh.url('').replace('/v1/', '/v1beta1/');
  const answers = [
    [await ask(url, { headers: { authorization: `Bearer ${ours}` } }), new URL(fresh.url('')).pathname],
    [await fresh.issueToken('/v1beta1/users/oauth2/token'), '/v1/oauth/token'],
  ] as const;
  for (const [{ status, headers }, successor] of answers) {
    assert.equal(status, 503);
    assert.equal(headers.get('sunset'), 'Tue, 01 Jan 2030 00:00:00 GMT');
    assert.equal(headers.get('link'), `<${successor}>; rel="successor-version"`);
  }
  assert.equal((await fresh.issueToken()).headers.get('sunset'), null);
});

it('strikes at documents and wrong methods too, but not at what is no operation', async () => {
  const fresh = await scene.account();
  await fresh.set({ kind: 'answer', operation: '*', last_call: null, status: 500 });
  const base = fresh.description.base_url;
  assert.equal((await ask(fresh.url('/X'), { method: 'DELETE' })).json.message, 'internal');
  assert.equal(
    (await ask(`${base}/v1/accounts/${fresh.description.account_id}/groups`)).json.message,
    'path_not_found',
  );
  assert.deepEqual(await fresh.counts(), [[1, 1]]);
  await scene.control('POST', `/accounts/${scene.sandbox.accountId}/faults`, {
    kind: 'answer',
    operation: 'GetProtectedResourceMetadata',
    status: 503,
  });
  assert.equal((await ask(`${base}/.well-known/oauth-protected-resource`)).json.message, 'unavailable');
});
