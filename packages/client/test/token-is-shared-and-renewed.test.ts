import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ERR_INVALID_OPTIONS, ERR_INVALID_RESPONSE, ERR_UNAUTHENTICATED } from '@rollcall/client';
import { answers, changesBody, holds, replacesAuthorization } from './support/faults.ts';
import { idOf, refusalOf, startScene, TOKEN_PATH, USERS_PATH, VERSIONS } from './support/scene.ts';

for (const apiVersion of VERSIONS) {
  describe(`the token, ${apiVersion}`, () => {
    it('is got when it is first needed and shared by all who call at once', async (context) => {
      const scene = await startScene(context);
      const client = scene.client({ apiVersion });
      const { fault, reached, release } = holds();
      scene.proxy.inject(fault, { path: TOKEN_PATH });
      const calls = [0, 1, 2, 0, 1].map((index) => client.users.get(idOf(scene, index)));
      const own = client.token.get();
      await reached;
      assert.equal(scene.proxy.seen.length, 1);
      release();

      await Promise.all(calls);
      assert.equal(scene.proxy.count(TOKEN_PATH), 1);
      const { value, expiresAt } = await own;
      assert.equal(expiresAt, scene.clock.now() + 900_000);
      assert.equal((await client.token.get()).value, value);
      assert.equal(scene.proxy.seen.at(-1)?.headers.authorization, `Bearer ${value}`);
    });

    it('is renewed a minute before it dies', async (context) => {
      const scene = await startScene(context);
      const client = scene.client({ apiVersion });
      const first = await client.token.get();
      scene.service.clock.advance(839);
      assert.equal((await client.token.get()).value, first.value);
      scene.service.clock.advance(1);
      assert.notEqual((await client.token.get()).value, first.value);
      assert.equal(scene.proxy.count(TOKEN_PATH), 2);
    });

    it('that died or was revoked in the middle of a walk is renewed, and nobody is missed', async (context) => {
      const scene = await startScene(context, { people: [{}, {}, {}, {}, {}, {}] });
      const client = scene.client({ apiVersion, clock: { now: () => 0, sleep: scene.clock.sleep.bind(scene.clock) } });
      const walked: string[] = [];
      for await (const page of client.users.list({ pageSize: 2 }).pages()) {
        walked.push(...page.results.map(({ id }) => id));
        if (walked.length === 2) scene.service.clock.advance(901); // the client's own clock stands still
        if (walked.length === 4) await scene.client({ apiVersion }).token.revoke((await client.token.get()).value);
      }
      assert.deepEqual(
        walked,
        scene.people.map(({ id }) => id),
      );
      assert.deepEqual(scene.clock.sleeps, [], 'a new token is no reason to wait');
      assert.equal(scene.proxy.count(TOKEN_PATH), 3);
    });

    it('is revoked, and the next call gets a new one', async (context) => {
      const scene = await startScene(context);
      const client = scene.client({ apiVersion });
      await client.token.revoke();
      assert.deepEqual(scene.proxy.seen, [], 'there was none');
      const { value } = await client.token.get();
      await client.token.revoke();
      const { status } = await scene.service.call(value, 'GET', `/v1/accounts/${scene.application.accountId}/users`);
      assert.equal(status, 401);
      await client.users.get(idOf(scene, 0));
      assert.notEqual((await client.token.get()).value, value);
    });
  });
}

describe('the token', () => {
  it('is renewed once for a call, and then the call is refused', async (context) => {
    const scene = await startScene(context);
    const client = scene.client({ retry: false });
    scene.proxy.inject(replacesAuthorization('Bearer dead'), { path: USERS_PATH, times: Infinity });
    const error = await refusalOf(client.users.get(idOf(scene, 0)));
    assert.deepEqual([error.code, error.reason, error.status], [ERR_UNAUTHENTICATED, 'invalid_token', 401]);
    assert.equal(error.attempts, 2);
    assert.equal(scene.proxy.count(TOKEN_PATH), 2);
  });

  it('that was refused to many at once is renewed once for them all', async (context) => {
    const scene = await startScene(context);
    const client = scene.client();
    const { value } = await client.token.get();
    await scene.client().token.revoke(value);
    const before = scene.proxy.count(TOKEN_PATH);
    await Promise.all([0, 1, 2, 0, 1, 2].map((index) => client.users.get(idOf(scene, index))));
    assert.equal(scene.proxy.count(TOKEN_PATH), before + 1);
  });

  it('that is new stays, when a refusal of the old one comes late', async (context) => {
    const scene = await startScene(context);
    const client = scene.client();
    await scene.client().token.revoke((await client.token.get()).value);
    const before = scene.proxy.count(TOKEN_PATH);
    const { fault, reached, release } = holds();
    scene.proxy.inject(fault, { path: USERS_PATH });
    const late = client.users.get(idOf(scene, 0));
    await reached;
    await client.users.get(idOf(scene, 1));
    release();
    assert.equal((await late).id, idOf(scene, 0));
    assert.equal(scene.proxy.count(TOKEN_PATH), before + 1);
  });

  it('request goes on when one of those who wait gives up', async (context) => {
    const scene = await startScene(context);
    const client = scene.client();
    const { fault, reached, release } = holds();
    scene.proxy.inject(fault, { path: TOKEN_PATH });
    const impatient = new AbortController();
    const given = client.users.get(idOf(scene, 0), { signal: impatient.signal });
    const patient = client.users.get(idOf(scene, 1));
    await reached;
    impatient.abort(new Error('enough'));
    await assert.rejects(given, /^Error: enough$/);
    release();
    assert.equal((await patient).id, idOf(scene, 1));
    assert.equal(scene.proxy.count(TOKEN_PATH), 1);
  });

  it('request that failed is no reason for the next to fail', async (context) => {
    const scene = await startScene(context);
    const client = scene.client({ retry: false });
    scene.proxy.inject(answers(503), { path: TOKEN_PATH });
    assert.equal((await refusalOf(client.users.get(idOf(scene, 0)))).operation, 'IssueToken');
    assert.equal((await client.users.get(idOf(scene, 0))).id, idOf(scene, 0));
  });

  it('lives as long as the answer says, 900 seconds if it says nothing', async (context) => {
    const scene = await startScene(context);
    for (const [expires, seconds] of [
      [60, 60],
      ['120', 120],
      [undefined, 900],
      ['soon', 900],
      [-1, 900],
    ]) {
      const change = changesBody(({ expires_in: _, ...body }) => ({ ...body, expires_in: expires }));
      scene.proxy.inject(change, { path: TOKEN_PATH });
      const { expiresAt } = await scene.client().token.get();
      assert.equal(expiresAt - scene.clock.now(), Number(seconds) * 1000);
    }
  });

  it('that could stand in no header is none', async (context) => {
    const scene = await startScene(context);
    for (const token of [undefined, '', 7, 'two words', 'line\nbreak', 'höher']) {
      const change = changesBody((body) => ({ ...body, access_token: token }));
      scene.proxy.inject(change, { path: TOKEN_PATH });
      const error = await refusalOf(scene.client().token.get());
      assert.deepEqual([error.code, error.body], [ERR_INVALID_RESPONSE, undefined]);
    }
    const refused = await refusalOf(scene.client().token.revoke('two words'));
    assert.equal(refused.code, ERR_INVALID_OPTIONS);
  });
});
