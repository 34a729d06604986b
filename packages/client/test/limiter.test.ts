import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Clock, createLimiter } from '@rollcall/client';
import fc from 'fast-check';
import { idOf, startScene, USERS_PATH } from './support/scene.ts';

/** Time that passes when somebody sleeps, and when the test says so. */
class StepClock implements Clock {
  time = 1_000_000;
  now = () => this.time;

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.time += ms;
  }
}

describe('a limiter', () => {
  it('never lets more through in any 60 seconds, whoever asks when, and lets all through in their order', async () => {
    const requests = fc.array(fc.record({ pause: fc.nat(90_000), together: fc.integer({ min: 1, max: 12 }) }), {
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 10 }), requests, async (perMinute, bursts) => {
        const clock = new StepClock();
        const limiter = createLimiter({ perMinute, clock });
        const passed: { readonly id: number; readonly at: number }[] = [];
        let asked = 0;
        for (const { pause, together } of bursts) {
          clock.time += pause;
          const places = Array.from({ length: together }, async () => {
            const id = asked++;
            await limiter.acquire();
            passed.push({ id, at: clock.now() });
          });
          await Promise.all(places);
        }
        assert.deepEqual(
          passed.map(({ id }) => id),
          Array.from({ length: asked }, (_, id) => id),
        );
        for (const [index, { at }] of passed.entries()) {
          const next = passed[index + perMinute];
          assert.ok(next === undefined || next.at - at > 60_000);
        }
      }),
    );
  });

  it('gives no place to who gave up, asleep or in the queue', async () => {
    const clock = new StepClock();
    const limiter = createLimiter({ perMinute: 1, clock });
    await limiter.acquire();
    const gone = AbortSignal.abort(new Error('gone'));
    await assert.rejects(limiter.acquire(gone), /^Error: gone$/);
    await limiter.acquire();
    assert.equal(clock.now(), 1_061_000);

    const controller = new AbortController();
    const waiting = [limiter.acquire(controller.signal), limiter.acquire(controller.signal), limiter.acquire()];
    controller.abort(new Error('enough'));
    const outcomes = await Promise.allSettled(waiting);
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['rejected', 'rejected', 'fulfilled'],
    );
    assert.equal(clock.now(), 1_122_000);
  });

  it('keeps its count when a sleeper gives up', async (context) => {
    const { clock } = await startScene(context);
    const limiter = createLimiter({ perMinute: 2, clock });
    await limiter.acquire();
    await limiter.acquire();
    const controller = new AbortController();
    const asleep = clock.holdSleepers();
    const first = limiter.acquire(controller.signal);
    await asleep;
    const later = new AbortController();
    const second = limiter.acquire(later.signal);
    const nextAsleep = clock.holdSleepers();
    controller.abort(new Error('enough'));
    await assert.rejects(first, /^Error: enough$/);
    await nextAsleep;
    later.abort(new Error('enough too'));
    await assert.rejects(second, /^Error: enough too$/);
    assert.deepEqual(clock.sleeps, [61_000, 61_000]);
  });

  it('waits for its window once when the clock is set back, and not for each place of it', async () => {
    const clock = new StepClock();
    const limiter = createLimiter({ perMinute: 3, clock });
    for (let place = 0; place < 3; place++) await limiter.acquire();
    clock.time -= 3_600_000;
    const before = clock.now();
    for (let place = 0; place < 3; place++) await limiter.acquire();
    assert.equal(clock.now() - before, 61_000);
    await limiter.acquire();
    assert.equal(clock.now() - before, 122_000);
  });

  it('gives its place to a request that goes out now: the token is there before', async (context) => {
    const scene = await startScene(context);
    const order: string[] = [];
    const limiter = { acquire: async () => void order.push('place') };
    const client = scene.client({ limiter, onRequest: ({ operation }) => void order.push(operation) });
    await client.users.get(idOf(scene, 0));
    assert.deepEqual(order, ['IssueToken', 'place', 'GetUser']);
  });

  it('keeps a client from running into the limit of the service', async (context) => {
    const scene = await startScene(context, { limits: { perMinute: 10, perHour: 0 } });
    const limiter = createLimiter({ perMinute: 9, clock: scene.clock });
    const clients = [scene.client({ limiter }), scene.client({ limiter })]; // of the same application
    let repeated = 0;
    const onRetry = () => {
      repeated += 1;
    };
    clients.push(scene.client({ limiter, onRetry }));
    for (let index = 0; index < 30; index++) await clients[index % 3]?.users.get(idOf(scene, index % 3));
    assert.deepEqual([scene.proxy.count(USERS_PATH), repeated], [30, 0]);
    assert.deepEqual(scene.clock.sleeps, [61_000, 61_000, 61_000]);
  });
});
