import { type Clock, systemClock } from './clock.ts';
import { ERR_INVALID_OPTIONS } from './error-codes.ts';
import { OptionsError } from './errors.ts';
import { untilAborted } from './until-aborted.ts';

/** Lets requests through at a bounded rate. One limiter may serve several clients of the same application. */
export interface Limiter {
  /**
   * Resolves when the next request may be sent. Who asked first goes first.
   *
   * @throws the signal's reason when it is aborted
   */
  acquire(signal?: AbortSignal): Promise<void>;
}

/** How much a limiter lets through. */
export interface LimiterOptions {
  /**
   * Requests in any 60 seconds, 1 or more. 95 unless given: just under the published limits of 100 a minute and 6,000 an
   * hour.
   */
  readonly perMinute?: number | undefined;
  readonly clock?: Clock | undefined;
}

/** A second more than a minute: one request may be longer on its way than the next, and the server counts arrivals. */
const WINDOW_MS = 61_000;

/**
 * Makes a limiter that keeps a long run just under the limits instead of running into `429`.
 *
 * @throws OptionsError if the rate is not a whole number of 1 or more
 * @example
 * ```ts
 * import { createClient, createLimiter } from '@rollcall/client';
 *
 * const client = createClient({ ...options, limiter: createLimiter({ perMinute: 95 }) });
 * for await (const user of client.users.list({ filter: 'suspended' })) console.log(user.email);
 * ```
 */
export function createLimiter(options: LimiterOptions = {}): Limiter {
  const { perMinute = 95, clock = systemClock } = options;
  if (!Number.isSafeInteger(perMinute) || perMinute < 1) {
    throw new OptionsError(ERR_INVALID_OPTIONS, 'perMinute must be a whole number of 1 or more.');
  }
  /** When the last requests were let through, oldest first: as many as fit into the window. */
  const sent: number[] = [];
  let last: Promise<void> = Promise.resolve();

  const waitForPlace = async (signal: AbortSignal | undefined) => {
    signal?.throwIfAborted();
    const oldest = sent.length < perMinute ? undefined : sent.shift();
    // Never longer than that: a clock that was set back must not stop everything.
    const wait = oldest === undefined ? 0 : Math.min(oldest + WINDOW_MS - clock.now(), WINDOW_MS);
    try {
      if (wait > 0) await clock.sleep(wait, signal);
      // Then all of them are out of the window, and need not be waited for one by one.
      if (wait === WINDOW_MS) sent.length = 0;
    } catch (error) {
      if (oldest !== undefined) sent.unshift(oldest);
      throw error;
    }
    sent.push(clock.now());
  };
  return {
    acquire(signal) {
      const turn = last.then(() => waitForPlace(signal));
      last = turn.catch(() => {});
      return untilAborted(turn, signal);
    },
  };
}
