import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { describe, it } from 'node:test';
import {
  createClient,
  createLimiter,
  ERR_CONNECTION,
  ERR_INVALID_RESPONSE,
  ERR_RATE_LIMITED,
  ERR_SERVER,
  ERR_TIMEOUT,
  ERR_UNAVAILABLE,
  type RetryEvent,
} from '@rollcall/client';
import { startSandbox } from '@rollcall/server/sandbox';
import {
  answers,
  answersHtml,
  answersRetryDate,
  breaksJson,
  cutsBody,
  holds,
  losesAnswer,
  resets,
} from './support/faults.ts';
import { idOf, refusalOf, startScene, TOKEN_PATH, USERS_PATH, VERSIONS } from './support/scene.ts';

for (const apiVersion of VERSIONS) {
  describe(`what passes is repeated, ${apiVersion}`, () => {
    it('429 and 503 after the time the server asks for, in seconds or as a date', async (context) => {
      const scene = await startScene(context);
      const { users } = scene.client({ apiVersion });
      const faults = [
        [answers(429, { 'retry-after': '7' }), 7000],
        [answers(503, { 'retry-after': '0' }), undefined],
        [answersRetryDate(429, 30), 30_000],
        [answersRetryDate(503, -5), undefined],
        [answers(503, { 'retry-after': 'tomorrow' }), undefined],
      ] as const;
      for (const [fault] of faults) {
        scene.proxy.inject(fault, { path: USERS_PATH });
        assert.equal((await users.suspend(idOf(scene, 1))).state, 'SUSPENDED');
      }
      assert.deepEqual(
        scene.clock.sleeps,
        faults.flatMap(([, wait]) => wait ?? []),
      );
    });

    it('a limit of the service, with what it says itself', async (context) => {
      const scene = await startScene(context, { limits: { perMinute: 2, perHour: 0 } });
      const { users } = scene.client({ apiVersion });
      for (const index of [0, 1, 2, 0, 1]) await users.get(idOf(scene, index));
      assert.deepEqual(scene.clock.sleeps, [60_000, 60_000]);
    });

    it('faults of the server, of proxies and of the network, wherever they strike', async (context) => {
      const scene = await startScene(context, { people: [{}, {}, {}, {}] });
      const events: RetryEvent[] = [];
      const client = scene.client({ apiVersion, retry: { maxAttempts: 9 }, onRetry: (event) => events.push(event) });
      const faults = [
        [answers(500, {}, { code: 13, message: 'internal' }), ERR_SERVER],
        [answersHtml(502), ERR_UNAVAILABLE],
        [answers(504), ERR_UNAVAILABLE],
        [resets(), ERR_CONNECTION],
        [losesAnswer(), ERR_CONNECTION],
        [cutsBody(), ERR_CONNECTION],
      ] as const;
      const codes = faults.map(([, code]) => code);
      const injectAll = (path: RegExp) => {
        for (const [index, [fault]] of faults.entries()) scene.proxy.inject(fault, { path, nth: index + 1 });
      };

      injectAll(/\/users\?.*page_token/);
      assert.equal((await Array.fromAsync(client.users.list({ pageSize: 2 }))).length, 4);
      assert.deepEqual(
        events.map(({ error }) => error.code),
        codes,
      );
      injectAll(/:suspend$/);
      assert.equal((await client.users.suspend(idOf(scene, 2))).state, 'SUSPENDED');
      await client.token.revoke();
      injectAll(TOKEN_PATH);
      assert.equal((await client.users.get(idOf(scene, 2))).state, 'SUSPENDED');
      assert.deepEqual(
        events.map(({ attempt, error }) => [attempt, error.code]),
        ['list', 'suspend', 'token'].flatMap(() => codes.map((code, index) => [index + 1, code])),
      );
    });
  });
}

describe('repeating', () => {
  it('comes after a slow answer, and ends with ERR_TIMEOUT', async (context) => {
    const scene = await startScene(context);
    const { value } = await scene.client().token.get();
    // A token at once: how long a real one takes, nobody knows.
    const quickToken: typeof fetch = async (url, init) =>
      TOKEN_PATH.test(String(url)) ? Response.json({ access_token: value }) : fetch(url, init);
    const client = scene.client({ fetch: quickToken, timeoutMs: 50, retry: { maxAttempts: 2 } });
    const { fault, release } = holds();
    context.after(release);
    scene.proxy.inject(fault, { path: USERS_PATH, times: 2 });
    const error = await refusalOf(client.users.get(idOf(scene, 0)));
    assert.deepEqual([error.code, error.attempts, error.status], [ERR_TIMEOUT, 2, undefined]);
    assert.match(error.message, /^GetUser: no whole answer from localhost:\d+ in 50 ms\.$/);
    assert.equal(scene.proxy.count(USERS_PATH), 2);
  });

  it('comes after a request that was too slow for the server', async (context) => {
    const scene = await startScene(context);
    for (const path of [TOKEN_PATH, USERS_PATH]) scene.proxy.inject(answers(408), { path });
    assert.equal((await scene.client().users.get(idOf(scene, 0))).id, idOf(scene, 0));
    assert.deepEqual([scene.proxy.count(TOKEN_PATH), scene.proxy.count(USERS_PATH)], [2, 2]);
  });

  it('does not come where the certificate is refused', async (context) => {
    const sandbox = await startSandbox({ tls: true });
    context.after(() => sandbox.close());
    const { baseUrl, accountId, clientId, clientSecret } = sandbox;
    const client = createClient({ baseUrl, accountId, clientId, clientSecret });
    const error = await refusalOf(client.token.get());
    assert.deepEqual([error.code, error.attempts], [ERR_CONNECTION, 1]);
    assert.match(error.message, /certificate/);
  });

  it('is bounded in number', async (context) => {
    const scene = await startScene(context);
    scene.proxy.inject(answers(503), { path: USERS_PATH, times: Infinity });
    for (const [retry, tries] of [
      [undefined, 5],
      [{ maxAttempts: 3 }, 3],
      [false, 1],
    ] as const) {
      const before = scene.proxy.count(USERS_PATH);
      const error = await refusalOf(scene.client({ retry }).users.get(idOf(scene, 0)));
      assert.deepEqual([error.code, error.attempts], [ERR_UNAVAILABLE, tries]);
      assert.equal(scene.proxy.count(USERS_PATH) - before, tries);
    }
  });

  it('is bounded in time: a wait that would end too late is not begun', async (context) => {
    const scene = await startScene(context);
    const { users } = scene.client({ retry: { maxTotalMs: 60_000, maxAttempts: 99 } });
    scene.proxy.inject(answers(429, { 'retry-after': '25' }), { path: USERS_PATH, times: Infinity });
    const error = await refusalOf(users.get(idOf(scene, 0)));
    assert.deepEqual([error.code, error.retryAfterSeconds, error.attempts], [ERR_RATE_LIMITED, 25, 3]);
    assert.deepEqual(scene.clock.sleeps, [25_000, 25_000]);
  });

  it('has all its time, however long the limiter kept the first try waiting', async (context) => {
    const scene = await startScene(context);
    const limiter = createLimiter({ perMinute: 1, clock: scene.clock });
    const { users } = scene.client({ limiter, retry: { maxTotalMs: 1000 } });
    await users.get(idOf(scene, 0));
    scene.proxy.inject(answers(503), { path: USERS_PATH });
    assert.equal((await users.get(idOf(scene, 1))).id, idOf(scene, 1));
    assert.deepEqual(scene.clock.sleeps, [61_000, 61_000]);
  });

  it('ends with a signal, in the middle of a wait and of a request', async (context) => {
    const scene = await startScene(context);
    const whole = new AbortController();
    const client = scene.client({ signal: whole.signal });
    for (let call = 0; call < 3; call++) await client.users.get(idOf(scene, call));
    assert.equal(getEventListeners(whole.signal, 'abort').length, 0, 'a long walk leaves nothing on its signal');
    scene.proxy.inject(answers(503, { 'retry-after': '9' }), { path: USERS_PATH });
    const asleep = scene.clock.holdSleepers();
    const one = new AbortController();
    const waiting = client.users.get(idOf(scene, 0), { signal: one.signal });
    await asleep;
    one.abort(new Error('no more waiting'));
    await assert.rejects(waiting, /^Error: no more waiting$/);

    const { fault, reached, release } = holds();
    context.after(release);
    scene.proxy.inject(fault, { path: USERS_PATH });
    const sending = client.users.get(idOf(scene, 0));
    await reached;
    whole.abort(new Error('the end'));
    await assert.rejects(sending, /^Error: the end$/);
    const before = scene.proxy.seen.length;
    await assert.rejects(client.users.get(idOf(scene, 0)), /^Error: the end$/);
    await assert.rejects(Array.fromAsync(client.users.list()), /^Error: the end$/);
    assert.equal(scene.proxy.seen.length, before);
  });

  it('does not happen to refusals, redirects and answers of something else', async (context) => {
    const scene = await startScene(context);
    const { users } = scene.client();
    const faults = [
      ...[400, 403, 404, 405, 409, 422, 501, 505].map((status) => answers(status)),
      ...[301, 307, 308].map((status) => answers(status, { location: '/elsewhere' })),
      answersHtml(200),
      answers(204),
      breaksJson(),
    ];
    await users.get(idOf(scene, 0));
    for (const fault of faults) {
      const before = scene.proxy.seen.length;
      scene.proxy.inject(fault, { path: USERS_PATH });
      const error = await refusalOf(users.suspend(idOf(scene, 1)));
      assert.equal(error.attempts, 1, String(error.status));
      if ((error.status ?? 0) < 400) assert.equal(error.code, ERR_INVALID_RESPONSE);
      assert.equal(scene.proxy.seen.length, before + 1, 'nothing is repeated and no redirect followed');
    }
    assert.deepEqual(scene.clock.sleeps, []);
  });
});
