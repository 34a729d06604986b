import type { Quota } from '@rollcall/contract';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../domain/clock.ts';
import { QuotaCounter, type QuotaDecision } from '../domain/quota-window.ts';
import { effectiveQuota } from './effective-quota.ts';
import type { LimitedApplication, QuotaGate } from './limits.ts';

/**
 * More callers than this at once, and the one idle longest starts anew. As sizes, which grow with use: a number of
 * entries would take its space at once, in every account of a sandbox.
 */
const KEPT = { maxSize: 100_000, sizeCalculation: () => 1 };

interface Entry {
  readonly perMinute: number;
  readonly perHour: number;
  readonly counter: QuotaCounter;
}

/** Counts in memory: right where there is one server. It answers at once. */
export class LocalQuotaGate implements QuotaGate {
  readonly #clock: Clock;
  readonly #quota: Quota;
  readonly #entries = new LRUCache<string, Entry>(KEPT);

  /** @param quota for applications that have none of their own, nor of their account */
  constructor(clock: Clock, quota: Quota) {
    this.#clock = clock;
    this.#quota = quota;
  }

  take(application: LimitedApplication): QuotaDecision {
    return this.#counter(application).take(this.#clock.now());
  }

  peek(application: LimitedApplication): QuotaDecision {
    return this.#counter(application).peek(this.#clock.now());
  }

  /** Everybody's counting starts anew. */
  clear(): void {
    this.#entries.clear();
  }

  #counter(application: LimitedApplication): QuotaCounter {
    const { perMinute, perHour } = effectiveQuota(application, this.#quota);
    const known = this.#entries.get(application.clientId);
    if (known && known.perMinute === perMinute && known.perHour === perHour) return known.counter;
    // New here, or its limits were changed: counting starts anew.
    const counter = new QuotaCounter({ perMinute, perHour });
    this.#entries.set(application.clientId, { perMinute, perHour, counter });
    return counter;
  }
}
