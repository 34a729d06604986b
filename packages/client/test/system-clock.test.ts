import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { systemClock } from '@rollcall/client';

describe('the time of the machine', () => {
  it('lets somebody sleep for as long as asked', async (context) => {
    context.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1000 });
    let isAwake = false;
    const controller = new AbortController();
    const asleep = systemClock.sleep(500, controller.signal).then(() => {
      isAwake = true;
    });
    context.mock.timers.tick(499);
    await Promise.resolve();
    assert.equal(isAwake, false);
    context.mock.timers.tick(1);
    await asleep;
    assert.equal(systemClock.now(), 1500);
    controller.abort(); // too late to matter
  });

  it('wakes who is aborted, and leaves no timer behind', async (context) => {
    const cleared = context.mock.method(globalThis, 'clearTimeout').mock;
    const controller = new AbortController();
    const asleep = systemClock.sleep(3_600_000, controller.signal);
    controller.abort(new Error('up'));
    await assert.rejects(asleep, /^Error: up$/);
    assert.equal(cleared.callCount(), 1);
    await assert.rejects(systemClock.sleep(3_600_000, controller.signal), /^Error: up$/);
  });

  it('does not take a very long sleep for none', async (context) => {
    const set = context.mock.method(globalThis, 'setTimeout').mock;
    const controller = new AbortController();
    const asleep = systemClock.sleep(Infinity, controller.signal);
    assert.equal(set.calls[0]?.arguments[1], 2 ** 31 - 1);
    controller.abort(new Error('up'));
    await assert.rejects(asleep);
  });
});
