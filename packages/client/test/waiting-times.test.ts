import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApiError, ERR_NOT_FOUND, ERR_UNAVAILABLE } from '@rollcall/client';
import fc from 'fast-check';
import { readRetryAfter } from '../src/retry-after.ts';
import { delayBeforeNext } from '../src/retry-delay.ts';

const retries = fc.record({
  maxAttempts: fc.integer({ min: 1, max: 100 }),
  maxTotalMs: fc.integer({ min: 0, max: 1_000_000 }),
  baseDelayMs: fc.integer({ min: 0, max: 10_000 }),
  maxDelayMs: fc.integer({ min: 0, max: 100_000 }),
});
const randoms = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('the wait before the next try', () => {
  it('is anything from nothing to a bound that doubles, and never ends too late', () => {
    fc.assert(
      fc.property(retries, randoms, fc.nat(120), fc.nat(1_000_000), (retry, random, index, elapsed) => {
        const attempt = index + 1;
        const error = new ApiError(ERR_UNAVAILABLE, 'later', { status: 503 });
        const delay = delayBeforeNext(error, attempt, elapsed, { retry, random: () => random });
        const bound = Math.min(retry.maxDelayMs, retry.baseDelayMs * 2 ** index);
        const exact = random * bound;
        const isGivenUp = attempt >= retry.maxAttempts || elapsed + exact > retry.maxTotalMs;
        assert.equal(delay, isGivenUp ? undefined : Math.ceil(exact));
        assert.ok(delay === undefined || (delay >= 0 && delay <= Math.ceil(bound)));
      }),
    );
  });

  it('is spread over all of it', () => {
    const retry = { maxAttempts: 9, maxTotalMs: 1e9, baseDelayMs: 1000, maxDelayMs: 4000 };
    const error = new ApiError(ERR_UNAVAILABLE, 'later', { status: 503 });
    const of = (attempt: number, random: number) => delayBeforeNext(error, attempt, 0, { retry, random: () => random });
    assert.deepEqual(
      [1, 2, 3, 4].map((attempt) => [of(attempt, 0), of(attempt, 0.5), of(attempt, 0.999999)]),
      [
        [0, 500, 1000],
        [0, 1000, 2000],
        [0, 2000, 4000],
        [0, 2000, 4000],
      ],
    );
  });

  it('is never shorter than the server asks', () => {
    fc.assert(
      fc.property(retries, randoms, fc.nat(1000), (retry, random, seconds) => {
        const error = new ApiError(ERR_UNAVAILABLE, 'later', { status: 503, retryAfterSeconds: seconds });
        const settings = { retry: { ...retry, maxAttempts: 2 }, random: () => random };
        const delay = delayBeforeNext(error, 1, 0, settings);
        if (delay === undefined) return assert.ok(seconds * 1000 + retry.baseDelayMs > retry.maxTotalMs);
        // And a little longer by chance, so that those who were refused together do not come back together.
        assert.equal(delay, Math.ceil(seconds * 1000 + random * retry.baseDelayMs));
      }),
    );
  });

  it('is none where repeating cannot help', () => {
    const retry = { maxAttempts: 9, maxTotalMs: 1e9, baseDelayMs: 1000, maxDelayMs: 4000 };
    const error = new ApiError(ERR_NOT_FOUND, 'no', { status: 404 });
    assert.equal(delayBeforeNext(error, 1, 0, { retry, random: () => 0 }), undefined);
  });
});

// Somewhere far from UTC: one form of a date names no zone and is UTC all the same.
process.env.TZ = 'America/New_York';

describe('Retry-After', () => {
  const now = Date.parse('2026-03-01T12:00:00Z');
  const read = (value: string, date?: string) =>
    readRetryAfter(new Headers({ 'retry-after': value, ...(date === undefined ? {} : { date }) }), now);

  it('is read as seconds and in the three forms of a date', () => {
    assert.equal(read('120'), 120);
    assert.equal(read(' 0 '), 0);
    assert.equal(read('Sun, 01 Mar 2026 12:00:30 GMT'), 30);
    assert.equal(read('Sunday, 01-Mar-26 12:00:30 GMT'), 30);
    assert.equal(read('Sun Mar  1 12:00:30 2026'), 30);
    assert.equal(read('Sun, 01 Mar 2026 11:59:00 GMT'), 0);
  });

  it('goes by the clock of the server, where it tells the time', () => {
    assert.equal(read('Sun, 01 Mar 2026 13:00:30 GMT', 'Sun, 01 Mar 2026 13:00:00 GMT'), 30);
    assert.equal(read('Sun, 01 Mar 2026 12:00:30 GMT', 'whenever'), 30);
  });

  it('that says nothing is none', () => {
    for (const value of ['', '-1', '1.5', '1e3', 'soon', '12345678901', 'Sun, 99 Mar 2026', '2026-03-01T12:00:30Z']) {
      assert.equal(read(value), undefined, value);
    }
    assert.equal(readRetryAfter(new Headers(), now), undefined);
  });
});
