import type { Quota } from '@rollcall/contract';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../domain/clock.ts';
import { QuotaCounter } from '../domain/quota-window.ts';
import { attemptKeys, PER_CLIENT, PER_NETWORK } from './attempt-limits.ts';
import type { AttemptGuard } from './limits.ts';

/** As sizes, which grow with use: a number of entries would take its space at once, in every account of a sandbox. */
const KEPT = { maxSize: 100_000, sizeCalculation: () => 1 };

/** Counts failed attempts in memory: right where there is one server. It answers at once. */
export class LocalAttemptGuard implements AttemptGuard {
  readonly #clock: Clock;
  readonly #clients = new LRUCache<string, QuotaCounter>(KEPT);
  readonly #networks = new LRUCache<string, QuotaCounter>(KEPT);

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  secondsToWait(clientId: string | undefined, address: string): number {
    const now = this.#clock.now();
    const { client, network } = attemptKeys(clientId, address);
    const wait = (counter: QuotaCounter | undefined) => counter?.peek(now).retryAfterSeconds ?? 0;
    return Math.max(wait(this.#clients.get(client)), wait(this.#networks.get(network)));
  }

  countFailure(clientId: string | undefined, address: string): void {
    const { client, network } = attemptKeys(clientId, address);
    this.#count(this.#clients, client, PER_CLIENT);
    this.#count(this.#networks, network, PER_NETWORK);
  }

  /** Forgets every failure. */
  clear(): void {
    this.#clients.clear();
    this.#networks.clear();
  }

  #count(counters: LRUCache<string, QuotaCounter>, key: string, quota: Quota): void {
    const counter = counters.get(key) ?? new QuotaCounter(quota);
    counters.set(key, counter);
    counter.take(this.#clock.now());
  }
}
