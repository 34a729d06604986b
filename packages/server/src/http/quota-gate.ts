import type { Quota } from '@rollcall/contract';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../domain/clock.ts';
import { QuotaCounter, type QuotaDecision } from '../domain/quota-window.ts';
import type { StoredApplication } from '../storage/storage.ts';

/** More callers than this at once, and the one idle longest starts anew. */
const MAX_CALLERS = 100_000;

interface Entry {
  readonly perMinute: number;
  readonly perHour: number;
  readonly counter: QuotaCounter;
}

/** Counts the requests of every application against its limits. */
export class QuotaGate {
  readonly #clock: Clock;
  readonly #limits: Quota;
  readonly #entries = new LRUCache<string, Entry>({ max: MAX_CALLERS });

  /** @param limits for applications that have none of their own */
  constructor(clock: Clock, limits: Quota) {
    this.#clock = clock;
    this.#limits = limits;
  }

  /** Counts one request if the limits allow it. */
  take(application: StoredApplication): QuotaDecision {
    return this.#counter(application).take(this.#clock.now());
  }

  /** What is left, counting nothing: for answers that were refused before the limits came into it. */
  peek(application: StoredApplication): QuotaDecision {
    return this.#counter(application).peek(this.#clock.now());
  }

  /** Everybody's counting starts anew. */
  clear(): void {
    this.#entries.clear();
  }

  #counter(application: StoredApplication): QuotaCounter {
    const perMinute = application.requestsPerMinute ?? this.#limits.perMinute;
    const perHour = application.requestsPerHour ?? this.#limits.perHour;
    const known = this.#entries.get(application.clientId);
    if (known && known.perMinute === perMinute && known.perHour === perHour) return known.counter;
    // New here, or its limits were changed: counting starts anew.
    const counter = new QuotaCounter({ perMinute, perHour }, this.#clock.now());
    this.#entries.set(application.clientId, { perMinute, perHour, counter });
    return counter;
  }
}
