import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ApiError } from '../src/api/api-error.ts';
import { type CallerParts, createCaller } from '../src/api/caller.ts';

const ACCOUNT = 'AAAAAAAAAAAAAAAAAAAAAAAAAA';

describe('a call of the management API', () => {
  test('goes where the contract says, wherever the console is', async () => {
    const { caller, sent } = scene([json(200, {})]);
    await caller.call('ListAudit', { path: { account: ACCOUNT }, query: { action: 'user.*', max_page_size: 10 } });
    assert.equal(
      sent[0]?.url,
      `https://example.com/prefix/admin/v1/accounts/${ACCOUNT}/audit?action=user.*&max_page_size=10`,
    );
    assert.equal(sent[0]?.headers.has('x-csrf-token'), false);
  });

  test('proves with each change that it comes from the page', async () => {
    const { caller, sent } = scene([new Response(undefined, { status: 204 })]);
    assert.equal(await caller.call('RemovePasskey', { path: { passkey: 'a/b?c' } }), undefined);
    assert.equal(sent[0]?.method, 'DELETE');
    assert.match(sent[0]?.url ?? '', /\/passkeys\/a%2Fb%3Fc$/);
    assert.equal(sent[0]?.headers.get('x-csrf-token'), 'csrf');
  });

  test('has a verb after a colon, which is no scheme', async () => {
    const { caller, sent } = scene([json(200, { sessions: 1 })]);
    await caller.call('SignOutEverywhere');
    assert.match(sent[0]?.url ?? '', /\/admin\/v1\/session:signOutEverywhere$/);
  });
});

describe('a refusal', () => {
  test('says what a person can do, and where the fault is', async () => {
    const details = [
      { '@type': 'type.googleapis.com/google.rpc.LocalizedMessage', locale: 'en', message: 'Choose another.' },
      {
        '@type': 'type.googleapis.com/google.rpc.BadRequest',
        fieldViolations: [{ field: 'name', description: 'is empty' }],
      },
    ];
    const { caller } = scene([
      json(400, { code: 3, message: 'invalid_argument', details }, { 'x-request-id': 'id-1' }),
    ]);
    await assert.rejects(caller.call('GetSession'), (error: unknown) => {
      assert.ok(error instanceof ApiError);
      assert.deepEqual(
        { ...error },
        {
          name: 'ApiError',
          status: 400,
          reason: 'invalid_argument',
          violations: [{ field: 'name', description: 'is empty' }],
          retryAfter: undefined,
          requestId: 'id-1',
        },
      );
      return error.message === 'Choose another.';
    });
  });

  test('of a proxy, which speaks HTML, is one as well', async () => {
    const { caller } = scene([new Response('<h1>Bad gateway</h1>', { status: 502, statusText: 'Bad Gateway' })]);
    await assert.rejects(caller.call('GetSession'), { status: 502, reason: 'unavailable' });
  });

  test('is what becomes of no answer', async () => {
    const { caller } = scene([new TypeError('Failed to fetch')]);
    await assert.rejects(caller.call('GetSession'), { status: 0, reason: 'unreachable' });
  });
});

describe('what is refused for now', () => {
  const limited = (seconds: number) => json(429, { message: 'rate_limit_exceeded' }, { 'retry-after': `${seconds}` });

  test('is read once more after the wait', async () => {
    const { caller, sent, waits } = scene([limited(3), json(200, { passkeys: [] })]);
    assert.deepEqual(await caller.call('ListPasskeys'), { passkeys: [] });
    assert.deepEqual([sent.length, waits], [2, [3]]);
  });

  test('is not waited for beyond patience, and a change is never repeated', async () => {
    const long = scene([limited(40)]);
    await assert.rejects(long.caller.call('ListPasskeys'), { status: 429, retryAfter: 40 });
    const change = scene([limited(1)]);
    await assert.rejects(change.caller.call('SignOut'), { status: 429 });
    assert.deepEqual([long.waits, change.waits], [[], []]);
  });

  test('for want of a fresh proof is done after it', async () => {
    const { caller, sent } = scene([json(403, { message: 'reauthentication_required' }), json(200, { options: {} })]);
    await caller.call('BeginRegistration');
    assert.equal(sent.length, 2);
    const unwilling = scene([json(403, { message: 'reauthentication_required' })], { proveAgain: async () => false });
    await assert.rejects(unwilling.caller.call('BeginRegistration'), { reason: 'reauthentication_required' });
  });
});

/** A caller whose requests are answered by these, one after the other. */
function scene(answers: (Response | Error)[], parts: Partial<CallerParts> = {}) {
  const sent: Request[] = [];
  const waits: number[] = [];
  const caller = createCaller({
    baseUrl: new URL('https://example.com/prefix/admin/v1/'),
    fetch: async (url, init) => {
      sent.push(new Request(url, init));
      const answer = answers.shift();
      if (answer instanceof Response) return answer;
      throw answer ?? new Error('asked once too often');
    },
    csrfToken: () => 'csrf',
    proveAgain: async () => true,
    wait: async (seconds) => void waits.push(seconds),
    ...parts,
  });
  return { caller, sent, waits };
}

function json(status: number, body: object, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json(body, { status, headers });
}
