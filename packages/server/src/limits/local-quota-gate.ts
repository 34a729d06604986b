import type { Quota } from '@rollcall/contract';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../domain/clock.ts';
import { QuotaCounter, type QuotaDecision } from '../domain/quota-window.ts';
import type { QuotaGate } from './limits.ts';

/**
 * More callers than this at once, and the one idle longest starts anew. As sizes, which grow with use: a number of
 * entries would take its space at once, in every account of a sandbox.
 */
const KEPT = { maxSize: 100_000, sizeCalculation: () => 1 };

interface Entry extends Quota {
  readonly counter: QuotaCounter;
}

/** Counts in memory: right where there is one server. It answers at once. */
export class LocalQuotaGate implements QuotaGate {
  readonly #clock: Clock;
  readonly #entries = new LRUCache<string, Entry>(KEPT);

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  take(caller: string, quota: Quota): QuotaDecision {
    return this.#counter(caller, quota).take(this.#clock.now());
  }

  peek(caller: string, quota: Quota): QuotaDecision {
    return this.#counter(caller, quota).peek(this.#clock.now());
  }

  /** Everybody's counting starts anew. */
  clear(): void {
    this.#entries.clear();
  }

  #counter(caller: string, { perMinute, perHour }: Quota): QuotaCounter {
    const known = this.#entries.get(caller);
    if (known && known.perMinute === perMinute && known.perHour === perHour) return known.counter;
    // New here, or its limits were changed: counting starts anew.
    const counter = new QuotaCounter({ perMinute, perHour });
    this.#entries.set(caller, { perMinute, perHour, counter });
    return counter;
  }
}
