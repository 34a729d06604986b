import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertProblem, assertRefusal, type ExpectedRefusal } from '../service/assertions.ts';
import type { Answer } from '../service/request.ts';
import { Scene, type UsersOperation } from './scene.ts';

export const TOO_MANY: ExpectedRefusal = { status: 429, code: 8, message: 'rate_limit_exceeded' };

/** The answer is 429 and tells to wait this long. */
export function assertToldToWait(answer: Answer, seconds: number): void {
  assertRefusal(answer, TOO_MANY);
  assert.equal(answer.headers['retry-after'], String(seconds));
}

/** Requests are counted per application, in a minute and an hour. */
export function countsItsRequests(operation: UsersOperation): void {
  const limits = { perMinute: 3, perHour: 7 };
  const policy = '"minute";q=3;w=60, "hour";q=7;w=3600';

  describe('requests are counted', () => {
    test('every answer tells what is left, and 429 when to come again, to the second', async () => {
      await using scene = await Scene.open(operation, { limits });
      const { clock } = scene.service;

      for (const left of [2, 1, 0]) {
        const answer = await scene.call();
        assert.equal(answer.status, 200);
        assert.equal(answer.headers['ratelimit-policy'], policy);
        assert.equal(answer.headers.ratelimit, `"minute";r=${left};t=60, "hour";r=${left + 4};t=3600`);
      }
      clock.advance(13);
      const refused = await scene.call();
      assertToldToWait(refused, 47);
      assert.equal(refused.headers['ratelimit-policy'], policy);
      assert.equal(refused.headers.ratelimit, '"minute";r=0;t=47, "hour";r=4;t=3587');
      clock.advance(46);
      assertToldToWait(await scene.call(), 1);
      clock.advance(1);
      assert.equal((await scene.call()).status, 200);
    });

    test('the hour binds where the minute would not, and a refused call costs nothing', async () => {
      await using scene = await Scene.open(operation, { limits });
      const { clock } = scene.service;

      for (const calls of [3, 3, 1]) {
        for (let call = 0; call < calls; call += 1) assert.equal((await scene.call()).status, 200);
        if (calls === 3) assertToldToWait(await scene.call(), 60);
        clock.advance(60);
      }
      assertToldToWait(await scene.call(), 3600 - 180);
      clock.advance(3600 - 181);
      const token = await scene.service.token(scene.client); // the first one has expired
      assertToldToWait(await scene.call({ token }), 1);
      clock.advance(1);
      const answer = await scene.call({ token });
      assert.equal(answer.headers.ratelimit, '"minute";r=2;t=59, "hour";r=6;t=3600');
    });

    test('all tokens of an application together, and each application by itself', async () => {
      await using scene = await Scene.open(operation, { limits });
      const second = await scene.service.token(scene.client);
      const neighbour = await scene.service.token(await scene.service.client(scene.accountId));
      await scene.call();
      await scene.call({ token: second, version: 'v1beta1' });
      await scene.call();

      assertToldToWait(await scene.call({ token: second }), 60);
      assertToldToWait(await scene.call({ version: 'v1beta1' }), 60);
      const answer = await scene.call({ token: neighbour });
      assert.equal(answer.headers.ratelimit, '"minute";r=2;t=60, "hour";r=6;t=3600');
    });

    test('an application may have limits of its own, and 0 switches one off', async () => {
      await using scene = await Scene.open(operation, { limits });
      const own = async (perMinute: number, perHour: number) =>
        scene.service.token(await scene.service.client(scene.accountId, undefined, { perMinute, perHour }));

      const narrow = await own(1, 0);
      const answer = await scene.call({ token: narrow });
      assert.equal(answer.headers['ratelimit-policy'], '"minute";q=1;w=60');
      assert.equal(answer.headers.ratelimit, '"minute";r=0;t=60');
      assertToldToWait(await scene.call({ token: narrow }), 60);

      const free = await own(0, 0);
      for (let call = 0; call < 10; call += 1) {
        const { status, headers } = await scene.call({ token: free });
        assert.deepEqual([status, headers.ratelimit, headers['ratelimit-policy']], [200, undefined, undefined]);
      }
    });

    test('beyond the limit nothing is looked at or changed; the same as problem details', async () => {
      await using scene = await Scene.open(operation);
      const client = await scene.service.client(scene.accountId, undefined, { perMinute: 1 });
      const token = await scene.service.token(client);
      await scene.call({ token, userId: scene.owner.id, query: '?filter=x' });

      assertToldToWait(await scene.call({ token }), 60);
      assertToldToWait(await scene.call({ token, userId: 'x', query: '?filter=x' }), 60);
      assertProblem(await scene.call({ token, headers: { accept: 'application/problem+json' } }), TOO_MANY);
      assert.equal(await scene.stateOf(), operation.state);
    });

    test('a call that is not let in is told what is left, and costs nothing', async () => {
      await using scene = await Scene.open(operation, { limits });
      const refused = await scene.call({ accountId: 'A'.repeat(26) });

      assert.equal(refused.status, 404);
      assert.equal(refused.headers.ratelimit, '"minute";r=3;t=60, "hour";r=7;t=3600');
      assert.equal((await scene.call()).headers.ratelimit, '"minute";r=2;t=60, "hour";r=6;t=3600');
    });
  });
}
