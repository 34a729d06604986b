import type { Quota } from '@rollcall/contract';

/** What is left of one limit. */
export interface QuotaState {
  readonly name: 'minute' | 'hour';
  /** Requests the window takes. */
  readonly limit: number;
  /** Seconds the window lasts. */
  readonly windowSeconds: number;
  readonly remaining: number;
  /** Whole seconds until the window ends, rounded up, at least 1; its whole length where none has begun. */
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
  /** Undefined before the first request. */
  startedAt: number | undefined;
  used: number;
}

/**
 * The requests of one caller, counted in a minute and an hour that each start with the first request after the last
 * one ended; the hour is asked where the minute has room. A refused request is not counted.
 */
export class QuotaCounter {
  readonly #windows: readonly Window[];

  constructor(quota: Quota) {
    const window = (name: Window['name'], windowMs: number, limit: number): Window[] =>
      limit > 0 ? [{ name, windowMs, limit, startedAt: undefined, used: 0 }] : [];
    this.#windows = [...window('minute', 60_000, quota.perMinute), ...window('hour', 3_600_000, quota.perHour)];
  }

  /** Counts a request at `now` (ms) if every limit allows it. */
  take(now: number): QuotaDecision {
    for (const window of this.#windows) {
      endIfOver(window, now);
      window.startedAt ??= now;
      if (window.used >= window.limit) return this.peek(now);
    }
    for (const window of this.#windows) window.used += 1;
    return { allowed: true, states: this.#states(now), retryAfterSeconds: 0 };
  }

  /** What `take` would say, counting nothing. */
  peek(now: number): QuotaDecision {
    let retryAfterSeconds = 0;
    for (const window of this.#windows) {
      endIfOver(window, now);
      if (window.used >= window.limit) retryAfterSeconds = Math.max(retryAfterSeconds, secondsLeft(window, now));
    }
    return { allowed: retryAfterSeconds === 0, states: this.#states(now), retryAfterSeconds };
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

function endIfOver(window: Window, now: number): void {
  const { startedAt, windowMs } = window;
  if (startedAt === undefined) return;
  // A clock set back must not keep a caller out: the window ends then too.
  if (now - startedAt >= windowMs || now < startedAt) {
    window.startedAt = undefined;
    window.used = 0;
  }
}

function secondsLeft({ startedAt, windowMs }: Window, now: number): number {
  return Math.max(1, Math.ceil(((startedAt ?? now) + windowMs - now) / 1000));
}
