import type { Quota } from '@rollcall/contract';

/** What is left of one limit. */
export interface QuotaState {
  readonly name: 'minute' | 'hour';
  /** Requests the window takes. */
  readonly limit: number;
  /** Seconds the window lasts. */
  readonly windowSeconds: number;
  readonly remaining: number;
  /** Whole seconds until the window starts anew, rounded up, at least 1. */
  readonly resetSeconds: number;
}

export interface QuotaDecision {
  readonly allowed: boolean;
  /** Limits that are switched on: minute before hour. */
  readonly states: readonly QuotaState[];
  /** Whole seconds until a repeat can succeed: never shorter than the truth. 0 when allowed. */
  readonly retryAfterSeconds: number;
}

interface Window {
  readonly name: 'minute' | 'hour';
  readonly windowMs: number;
  readonly limit: number;
  startedAt: number;
  used: number;
}

/**
 * The requests of one caller, counted in a minute and an hour that each start with the first request after the last
 * one ended. A refused request is not counted.
 */
export class QuotaCounter {
  readonly #windows: readonly Window[];

  constructor(quota: Quota, now: number) {
    const window = (name: Window['name'], windowMs: number, limit: number) =>
      limit > 0 ? [{ name, windowMs, limit, startedAt: now, used: 0 }] : [];
    this.#windows = [...window('minute', 60_000, quota.perMinute), ...window('hour', 3_600_000, quota.perHour)];
  }

  /** Counts a request at `now` (ms) if every limit allows it. */
  take(now: number): QuotaDecision {
    const retryAfterSeconds = this.#secondsToWait(now);
    const allowed = retryAfterSeconds === 0;
    if (allowed) for (const window of this.#windows) window.used += 1;
    return { allowed, states: this.#states(now), retryAfterSeconds };
  }

  /** What `take` would say, counting nothing. */
  peek(now: number): QuotaDecision {
    const retryAfterSeconds = this.#secondsToWait(now);
    return { allowed: retryAfterSeconds === 0, states: this.#states(now), retryAfterSeconds };
  }

  /** Starts windows anew whose time is over; then the longest wait for one that is used up. */
  #secondsToWait(now: number): number {
    let seconds = 0;
    for (const window of this.#windows) {
      // A clock set back must not keep a caller out: the window then starts anew too.
      if (now - window.startedAt >= window.windowMs || now < window.startedAt) {
        window.startedAt = now;
        window.used = 0;
      }
      if (window.used >= window.limit) seconds = Math.max(seconds, secondsLeft(window, now));
    }
    return seconds;
  }

  #states(now: number): QuotaState[] {
    return this.#windows.map((window) => ({
      name: window.name,
      limit: window.limit,
      windowSeconds: window.windowMs / 1000,
      remaining: window.limit - window.used,
      resetSeconds: secondsLeft(window, now),
    }));
  }
}

function secondsLeft(window: Window, now: number): number {
  return Math.max(1, Math.ceil((window.startedAt + window.windowMs - now) / 1000));
}
