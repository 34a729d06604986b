import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import type { Hooks } from '@rollcall/client';
import { answers, breaksJson, changesBody, type Fault, replacesAuthorization, resets } from './support/faults.ts';
import { idOf, startScene, TOKEN_PATH, USERS_PATH, VERSIONS } from './support/scene.ts';

/** Says back what it was sent, as debugging pages of servers and proxies do. */
const echoes =
  (status: number): Fault =>
  (exchange) =>
    answers(status, {}, exchange.request)(exchange);

const echoesAsText: Fault = (exchange) =>
  answers(500, {}, `You sent: ${exchange.request.headers.authorization}\n${exchange.request.body}`)(exchange);

for (const apiVersion of VERSIONS) {
  it(`the secret and the tokens are in no error, event or printed client, ${apiVersion}`, async (context) => {
    const scene = await startScene(context);
    const shown: unknown[] = [];
    const show = (event: unknown) => shown.push(event);
    const hooks = { onRequest: show, onResponse: show, onRetry: show } satisfies Hooks;
    const client = scene.client({ apiVersion, ...hooks, retry: { maxAttempts: 2 } });
    const tokens: string[] = [];
    const faults = [echoes(400), echoes(401), echoes(200), echoes(302), echoesAsText, resets(), breaksJson()];
    const ofTokens = [changesBody((body) => ({ ...body, access_token: ` ${body.access_token}` })), answers(201)];

    for (const fault of [...faults, ...ofTokens, replacesAuthorization('Basic eDp5')]) {
      for (const path of [TOKEN_PATH, USERS_PATH, /revoke$/]) {
        scene.proxy.inject(fault, { path, times: 2 });
        await client.users.get(idOf(scene, 0)).catch(show);
        const { value = '' } = await client.token.get().catch(() => ({ value: undefined }));
        tokens.push(value);
        await client.token.revoke().catch(show);
        scene.proxy.clear();
      }
    }

    const { clientId, clientSecret } = scene.application;
    const credentials = [clientSecret, btoa(`${clientId}:${clientSecret}`), ...tokens.filter((token) => token !== '')];
    assert.ok(credentials.length > 10 && shown.length > 60);
    // Printed, as JSON, and thrown away at the top of a program.
    const texts = [...shown, client].flatMap((each) => [
      inspect(each, { depth: 20, showHidden: true, getters: true }),
      JSON.stringify(each),
      each instanceof Error ? `${each.stack}` : '',
    ]);
    for (const text of texts) {
      for (const credential of credentials) assert.ok(!text.includes(credential), text.replaceAll(credential, '!!!'));
    }
  });
}

describe('the hooks', () => {
  it('see every request, answer and repetition, in order', async (context) => {
    const scene = await startScene(context);
    const events: unknown[] = [];
    const client = scene.client({
      userAgent: 'acme-review/2.1',
      onRequest: ({ operation, method, url, headers, attempt }) =>
        events.push([operation, method, new URL(url).pathname, headers, attempt]),
      onResponse: ({ operation, status, headers, attempt, durationMs }) =>
        events.push([operation, status, headers.get('content-type'), attempt, durationMs]),
      onRetry: ({ operation, attempt, delayMs, error }) => events.push([operation, attempt, delayMs, error.code]),
    });
    scene.proxy.inject(answers(503, { 'retry-after': '3' }), { path: USERS_PATH });
    await client.users.suspend(idOf(scene, 1));

    const path = `/v1/accounts/${scene.application.accountId}/users/${idOf(scene, 1)}:suspend`;
    const headers = { accept: 'application/json', 'user-agent': 'acme-review/2.1 rollcall-client/0.1.0' };
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const json = 'application/json; charset=utf-8';
    assert.deepEqual(events, [
      ['IssueToken', 'POST', '/v1/oauth/token', { ...headers, authorization: 'Basic ***', ...form }, 1],
      ['IssueToken', 200, json, 1, 0],
      ['SuspendUser', 'POST', path, { ...headers, authorization: 'Bearer ***' }, 1],
      ['SuspendUser', 503, 'text/plain', 1, 0],
      ['SuspendUser', 1, 3000, 'ERR_UNAVAILABLE'],
      ['SuspendUser', 'POST', path, { ...headers, authorization: 'Bearer ***' }, 2],
      ['SuspendUser', 200, json, 2, 0],
    ]);
    assert.equal(scene.proxy.seen.at(-1)?.headers['user-agent'], headers['user-agent']);
  });

  it('that throw end the call', async (context) => {
    const scene = await startScene(context);
    for (const hook of ['onRequest', 'onResponse'] as const) {
      const throws = () => {
        throw new RangeError(hook);
      };
      await assert.rejects(scene.client({ [hook]: throws }).token.get(), { name: 'RangeError', message: hook });
    }
  });
});
