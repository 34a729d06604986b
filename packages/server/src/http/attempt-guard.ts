import { LRUCache } from 'lru-cache';
import type { Clock } from '../domain/clock.ts';
import { QuotaCounter } from '../domain/quota-window.ts';

/** Failed attempts for one client id from one address. */
const PER_CLIENT = { perMinute: 20, perHour: 200 };
/** Failed attempts from one address, whatever the client id. */
const PER_ADDRESS = { perMinute: 200, perHour: 2000 };
const MAX_KEYS = 100_000;

/**
 * The OAuth endpoints' guard against guessing secrets. Only failures count, and they count against the pair of client
 * id and address, so that nobody can lock an application out from elsewhere.
 */
export class AttemptGuard {
  readonly #clock: Clock;
  readonly #counters = new LRUCache<string, QuotaCounter>({ max: MAX_KEYS });

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Whole seconds until another attempt is heard; 0 means now.
   * @param clientId undefined for whatever cannot be one: all of that counts as one client
   */
  secondsToWait(clientId: string | undefined, address: string): number {
    const now = this.#clock.now();
    const waits = keys(clientId, address).map(({ key }) => this.#counters.get(key)?.peek(now).retryAfterSeconds ?? 0);
    return Math.max(...waits);
  }

  countFailure(clientId: string | undefined, address: string): void {
    const now = this.#clock.now();
    for (const { key, quota } of keys(clientId, address)) {
      const counter = this.#counters.get(key) ?? new QuotaCounter(quota, now);
      this.#counters.set(key, counter);
      counter.take(now);
    }
  }

  /** Forgets every failure. */
  clear(): void {
    this.#counters.clear();
  }
}

function keys(clientId: string | undefined, address: string) {
  return [
    { key: `client ${address} ${clientId ?? ''}`, quota: PER_CLIENT },
    { key: `address ${address}`, quota: PER_ADDRESS },
  ];
}
