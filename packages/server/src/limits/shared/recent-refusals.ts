import { LRUCache } from 'lru-cache';
import type { Clock } from '../../domain/clock.ts';

const MAX_KEYS = 100_000;
/** Longer than this nobody is refused without asking: who empties the store by hand, or sets a clock, need not wait. */
const MOST_MS = 5_000;

interface Entry<T> {
  readonly value: T;
  readonly at: number;
  readonly untilMs: number;
}

/** Who was refused lately, so that those who do not wait as they were told cost the store nothing. */
export class RecentRefusals<T> {
  readonly #clock: Clock;
  readonly #entries = new LRUCache<string, Entry<T>>({ max: MAX_KEYS });

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @param forMs milliseconds for which the refusal surely holds */
  add(key: string, value: T, forMs: number): void {
    this.#entries.set(key, { value, at: this.#clock.now(), untilMs: Math.min(forMs, MOST_MS) });
  }

  /** The refusal and its age in milliseconds, while it holds. */
  find(key: string): { readonly value: T; readonly ageMs: number } | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    const ageMs = this.#clock.now() - entry.at;
    // A clock set back must not keep a caller out.
    return ageMs >= 0 && ageMs < entry.untilMs ? { value: entry.value, ageMs } : undefined;
  }
}
