import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as client from '@rollcall/client';
import { answers, answersHtml } from './support/faults.ts';
import { idOf, refusalOf, startScene, TOKEN_PATH, USERS_PATH } from './support/scene.ts';

type Refusal = readonly [
  status: number,
  body: unknown,
  code: client.ErrorCode,
  reason?: string | undefined,
  sentence?: string,
];

const DETAILS = [
  7,
  { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'NO_OWNER_REMAIN' },
  { '@type': 'type.googleapis.com/google.rpc.LocalizedMessage', message: 'Find another owner.' },
  { '@type': 'type.googleapis.com/google.rpc.RequestInfo', request_id: 'from-the-body' },
];

const OF_THE_API: readonly Refusal[] = [
  // Sparse, as the original writes them.
  [403, { code: 7, message: 'no_owner_remain' }, client.ERR_LAST_OWNER, 'no_owner_remain'],
  [403, { code: 7, message: 'no_owner_remain', details: [] }, client.ERR_LAST_OWNER, 'no_owner_remain'],
  [400, { code: 9, message: 'automated_provisioning_enabled' }, client.ERR_AUTOMATED_PROVISIONING],
  [404, { code: 5 }, client.ERR_NOT_FOUND],
  // A sentence where the word should be, the word in the details.
  [403, { code: 7, message: 'No owner.', details: DETAILS }, client.ERR_LAST_OWNER, 'no_owner_remain', 'Find another'],
  [404, { code: 5, message: 'No such user.' }, client.ERR_NOT_FOUND, undefined, 'No such user.'],
  // Problem details (RFC 9457).
  [
    403,
    { type: 'about:blank', status: 403, detail: 'Managed elsewhere.', reason: 'externally_managed_user' },
    client.ERR_EXTERNALLY_MANAGED,
    'externally_managed_user',
    'Managed elsewhere.',
  ],
  // Other people's.
  [404, '<html>not here</html>', client.ERR_NOT_FOUND],
  [502, '<html>bad gateway</html>', client.ERR_UNAVAILABLE],
  [500, '', client.ERR_SERVER],
  [500, { code: 7, message: 'no_owner_remain' }, client.ERR_SERVER],
  [403, '{"code": 7, "mess', client.ERR_PERMISSION_DENIED],
  [403, '[]', client.ERR_PERMISSION_DENIED],
  [403, 'null', client.ERR_PERMISSION_DENIED],
  [403, { message: 'constructor' }, client.ERR_PERMISSION_DENIED, 'constructor'],
  [400, { code: '9', message: { no: 'word' }, details: 'none' }, client.ERR_INVALID_ARGUMENT],
];

const OF_OAUTH: readonly Refusal[] = [
  [400, { error: 'invalid_client' }, client.ERR_INVALID_CLIENT, 'invalid_client'],
  [401, { message: 'no' }, client.ERR_INVALID_CLIENT],
  [401, '', client.ERR_INVALID_CLIENT],
  [403, '<html>forbidden</html>', client.ERR_OAUTH],
  [404, '<html>not here</html>', client.ERR_OAUTH, undefined, 'Check the base URL and the API version.'],
  [429, { error: 'temporarily_unavailable' }, client.ERR_RATE_LIMITED, 'temporarily_unavailable'],
  [502, '<html>bad gateway</html>', client.ERR_UNAVAILABLE],
  [400, { error: 'invalid_request', error_description: 'A form!' }, client.ERR_OAUTH, 'invalid_request', 'A form!'],
];

describe('a refusal is understood as far as it can be', () => {
  for (const [where, path, refusals] of [
    ['a resource', USERS_PATH, OF_THE_API],
    ['the token endpoint', TOKEN_PATH, OF_OAUTH],
  ] as const) {
    it(`by ${where}`, async (context) => {
      const scene = await startScene(context);
      for (const [status, body, code, reason, sentence] of refusals) {
        scene.proxy.inject(answers(status, {}, body), { path });
        const error = await refusalOf(scene.client({ retry: false }).users.get(idOf(scene, 0)));
        assert.deepEqual([error.status, error.code], [status, code], JSON.stringify(body));
        if (reason !== undefined) assert.equal(error.reason, reason);
        if (sentence !== undefined) assert.ok(error.message.includes(sentence), error.message);
        const isText = typeof body === 'string' && body !== '[]' && body !== 'null';
        assert.deepEqual(error.body, isText || typeof body !== 'string' ? body : JSON.parse(body));
      }
    });
  }

  it('and carries the request id, of the header first', async (context) => {
    const scene = await startScene(context);
    const { users } = scene.client();
    const own = await refusalOf(users.suspend(idOf(scene, 0)));
    assert.match(own.requestId ?? '', /^[0-9a-f]{12}-/);
    assert.match(own.message, /^SuspendUser was refused: 403 no_owner_remain\. This is the last active owner/);

    for (const [headers, id] of [
      [{ 'x-request-id': 'from-the-header' }, 'from-the-header'],
      [{}, 'from-the-body'],
    ] as const) {
      scene.proxy.inject(answers(404, headers, { code: 5, details: DETAILS }), { path: USERS_PATH });
      assert.equal((await refusalOf(users.get(idOf(scene, 0)))).requestId, id);
    }
  });
});

describe('a success that is none', () => {
  it('is told as such, whatever was asked', async (context) => {
    const scene = await startScene(context);
    const { users } = scene.client();
    const faults = [
      answersHtml(200),
      answers(200),
      answers(200, {}, '{"id": "ABC", "sta'),
      answers(200, {}, []),
      answers(200, {}, { users: 7, results: {} }),
      answers(200, {}, { results: [{ name: 'Ada' }] }),
      answers(202, {}, { id: 'A', state: 'ACTIVE', results: [] }),
      answers(302, { location: '/login' }),
    ];
    await users.get(idOf(scene, 0));
    for (const fault of faults) {
      for (const call of [() => users.get(idOf(scene, 0)), () => Array.fromAsync(users.list())]) {
        scene.proxy.inject(fault, { path: USERS_PATH });
        const error = await refusalOf(call());
        assert.equal(error.code, client.ERR_INVALID_RESPONSE);
        assert.match(error.message, /: the answer .*\. Check the base URL\.$/);
      }
    }
  });
});
