import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { QuotaCounter } from '../../src/domain/quota-window.ts';

test('a request at the told time is allowed, and one a second before it is not', () => {
  const counter = new QuotaCounter({ perMinute: 2, perHour: 0 });
  counter.take(0);
  counter.take(30_000);
  const refused = counter.take(30_500);

  assert.equal(refused.allowed, false);
  assert.equal(refused.retryAfterSeconds, 30);
  assert.equal(counter.take(30_500 + 29_000).allowed, false);
  assert.equal(counter.take(30_500 + 30_000).allowed, true);
});

test('refused requests are not counted, in neither window', () => {
  const counter = new QuotaCounter({ perMinute: 1, perHour: 2 });
  counter.take(0);
  for (let at = 1; at < 60_000; at += 1000) assert.equal(counter.take(at).allowed, false);

  assert.equal(counter.take(60_000).allowed, true);
  assert.equal(counter.take(120_000).retryAfterSeconds, 3480);
});

test('a window starts with a request, not with a look', () => {
  const counter = new QuotaCounter({ perMinute: 1, perHour: 0 });
  assert.equal(counter.peek(0).states[0]?.resetSeconds, 60);

  assert.equal(counter.take(30_000).allowed, true);
  assert.equal(counter.peek(60_000).retryAfterSeconds, 30);
  assert.equal(counter.peek(90_000).states[0]?.resetSeconds, 60);
  assert.equal(counter.take(100_000).states[0]?.resetSeconds, 60);
});

test('0 switches a limit off', () => {
  const counter = new QuotaCounter({ perMinute: 0, perHour: 0 });

  assert.deepEqual(counter.take(0), { allowed: true, states: [], retryAfterSeconds: 0 });
});

test('never more than the limit in a window, and the told wait is whole, true and no longer than a window', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 12 }),
      fc.array(fc.integer({ min: 0, max: 900_000 }), { minLength: 1, maxLength: 60 }),
      (perMinute, perHour, gaps) => {
        const counter = new QuotaCounter({ perMinute, perHour });
        let now = 0;
        let windowStart = Number.NEGATIVE_INFINITY;
        let usedInHour = 0;
        for (const gap of gaps) {
          now += gap;
          if (now - windowStart >= 3_600_000) [windowStart, usedInHour] = [now, 0];
          const decision = counter.take(now);
          if (decision.allowed) usedInHour += 1;
          assert.ok(usedInHour <= perHour);
          assert.equal(decision.allowed, decision.retryAfterSeconds === 0);
          assert.ok(Number.isInteger(decision.retryAfterSeconds) && decision.retryAfterSeconds <= 3600);
          for (const state of decision.states) assert.ok(state.remaining >= 0 && state.resetSeconds >= 1);
          if (!decision.allowed) {
            assert.equal(counter.peek(now + decision.retryAfterSeconds * 1000).allowed, true);
            return; // peeking ahead ended the counter's windows: the walk ends here
          }
        }
      },
    ),
  );
});

test('a clock set back keeps nobody out', () => {
  const counter = new QuotaCounter({ perMinute: 1, perHour: 0 });
  counter.take(1_000_000);

  assert.equal(counter.take(900_000).allowed, true);
});
