import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { AccountClock } from '../../src/sandbox/clock/account-clock.ts';

/** A clock that moves whenever somebody looks at it: what takes two looks is found out. */
function restless(): { now(): number } {
  let time = 1_000;
  return { now: () => time++ };
}

test('a clock that is set and stopped at once shows just that time', () => {
  const clock = new AccountClock(restless());
  clock.move({ time: 5_000_000, frozen: true });
  assert.deepEqual([clock.now(), clock.now()], [5_000_000, 5_000_000]);
  clock.advance(250);
  assert.equal(clock.now(), 5_000_250);
  clock.move({ frozen: false });
  assert.equal(clock.now(), 5_000_251); // one look later
  clock.begin({ time: 7, frozen: true });
  assert.equal(clock.now(), 7);
});

test('whatever is done to it, it shows what a clock of a few lines shows', () => {
  const change = fc.record(
    { time: fc.integer({ min: 0, max: 1e12 }), frozen: fc.boolean(), tick: fc.nat(10_000), by: fc.nat(1e6) },
    { requiredKeys: ['tick'] },
  );
  fc.assert(
    fc.property(fc.array(change), (changes) => {
      let drive = 0;
      const clock = new AccountClock({ now: () => drive });
      let [shown, frozen] = [0, false];
      for (const { tick, by, ...move } of changes) {
        drive += tick;
        if (!frozen) shown += tick;
        clock.move(move);
        shown = move.time ?? shown;
        frozen = move.frozen ?? frozen;
        if (by !== undefined) clock.advance(by);
        shown += by ?? 0;
        assert.deepEqual([clock.now(), clock.frozen], [shown, frozen]);
      }
    }),
  );
});
