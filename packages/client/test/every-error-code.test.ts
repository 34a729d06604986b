import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import * as client from '@rollcall/client';
import { answers, answersHtml, holds, replacesAuthorization, resets } from './support/faults.ts';
import { idOf, refusalOf, type Scene, type SceneOptions, startScene, USERS_PATH, VERSIONS } from './support/scene.ts';

/** How to come by an error: the service's doing where it can be, else a fault on the way. */
interface Provocation {
  readonly scene?: SceneOptions;
  readonly options?: Partial<client.ClientOptions>;
  readonly before?: (scene: Scene, context: TestContext) => void;
  readonly call: (api: client.Client, scene: Scene) => Promise<unknown>;
  readonly is: readonly [new (...given: never[]) => client.RollcallError, status?: number, reason?: string];
}

const getFirst: Provocation['call'] = ({ users }, scene) => users.get(idOf(scene, 0));
const suspendFirst: Provocation['call'] = ({ users }, scene) => users.suspend(idOf(scene, 0));
const nobody = 'A'.repeat(26);
const onUsers = (status: number, body: unknown = ''): Pick<Provocation, 'before' | 'call'> => ({
  before: ({ proxy }) => proxy.inject(answers(status, {}, body), { path: USERS_PATH, times: Infinity }),
  call: getFirst,
});

/** The compiler wants one for every code there is. */
const PROVOKED: Readonly<Record<client.ErrorCode, Provocation>> = {
  ERR_INVALID_OPTIONS: { call: ({ users }) => users.get('ada@example.com'), is: [client.OptionsError] },
  ERR_CONNECTION: {
    before: ({ proxy }) => proxy.inject(resets(), { times: Infinity }),
    call: getFirst,
    is: [client.ConnectionError],
  },
  ERR_TIMEOUT: {
    options: { timeoutMs: 20, retry: false },
    before: ({ proxy }, context) => {
      const { fault, release } = holds();
      context.after(release);
      proxy.inject(fault, { times: Infinity });
    },
    call: getFirst,
    is: [client.ConnectionError],
  },
  ERR_INVALID_RESPONSE: {
    before: ({ proxy }) => proxy.inject(answersHtml(200), { path: USERS_PATH }),
    call: getFirst,
    is: [client.InvalidResponseError, 200],
  },
  ERR_INVALID_CLIENT: {
    options: { clientSecret: 'wrong' },
    call: getFirst,
    is: [client.TokenError, 401, 'invalid_client'],
  },
  ERR_OAUTH: {
    before: ({ proxy }) => proxy.inject(answers(400, {}, { error: 'invalid_scope' })),
    call: getFirst,
    is: [client.TokenError, 400, 'invalid_scope'],
  },
  ERR_UNAUTHENTICATED: {
    before: ({ proxy }) => proxy.inject(replacesAuthorization('Bearer dead'), { path: USERS_PATH, times: 2 }),
    call: getFirst,
    is: [client.ApiError, 401, 'invalid_token'],
  },
  ERR_INSUFFICIENT_SCOPE: {
    scene: { scopes: ['list_users'] },
    call: getFirst,
    is: [client.ApiError, 403, 'insufficient_scope'],
  },
  ERR_LAST_OWNER: { call: suspendFirst, is: [client.ApiError, 403, 'no_owner_remain'] },
  ERR_EXTERNALLY_MANAGED: {
    scene: { people: [{}, { role: 'administrator', externallyManaged: true }] },
    call: ({ users }, scene) => users.suspend(idOf(scene, 1)),
    is: [client.ApiError, 403, 'externally_managed_user'],
  },
  ERR_PERMISSION_DENIED: { ...onUsers(403, { code: 7, message: 'policy_forbids' }), is: [client.ApiError, 403] },
  ERR_AUTOMATED_PROVISIONING: {
    scene: { provisioning: 'automated' },
    call: suspendFirst,
    is: [client.ApiError, 400, 'automated_provisioning_enabled'],
  },
  ERR_FAILED_PRECONDITION: { ...onUsers(400, { code: 9, message: 'account_frozen' }), is: [client.ApiError, 400] },
  ERR_INVALID_ARGUMENT: {
    call: ({ users }) => Array.fromAsync(users.list({ pageToken: 'forged' })),
    is: [client.ApiError, 400, 'invalid_page_token'],
  },
  ERR_NOT_FOUND: { call: ({ users }) => users.get(nobody), is: [client.ApiError, 404, 'user_not_found'] },
  ERR_RATE_LIMITED: {
    scene: { limits: { perMinute: 0, perHour: 1 } },
    call: async (api, scene) => [await getFirst(api, scene), await getFirst(api, scene)],
    is: [client.ApiError, 429, 'rate_limit_exceeded'],
  },
  ERR_UNAVAILABLE: { ...onUsers(503), is: [client.ApiError, 503] },
  ERR_SERVER: { ...onUsers(500), is: [client.ApiError, 500] },
  ERR_UNEXPECTED_STATUS: { ...onUsers(418), is: [client.ApiError, 418] },
};

for (const apiVersion of VERSIONS) {
  describe(`every error code is given, ${apiVersion}`, () => {
    for (const [code, { scene: options, options: more, before, call, is }] of Object.entries(PROVOKED)) {
      it(code, async (context) => {
        const scene = await startScene(context, options);
        before?.(scene, context);
        const error = await refusalOf(call(scene.client({ apiVersion, ...more }), scene));
        const [kind, status, reason] = is;
        assert.equal(error.code, code);
        assert.equal(error.constructor, kind);
        assert.equal(error.name, kind.name);
        assert.equal(error.status, status);
        if (reason !== undefined) assert.equal(error.reason, reason);
        assert.match(error.message, /^[A-Za-z]+(:| was refused:| must be) .+\.$/s);
      });
    }
  });
}

it('every exported constant is one of these codes, and named as it reads', () => {
  const constants = Object.entries(client).filter(([name]) => name.startsWith('ERR_'));
  assert.deepEqual(
    constants,
    Object.keys(PROVOKED)
      .map((code) => [code, code])
      .sort(),
  );
});
