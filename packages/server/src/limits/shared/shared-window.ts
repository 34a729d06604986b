import type { RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';
import { StorageUnavailable } from '../../storage/storage.ts';
import type { LimitStore, LimitStoreObserver } from '../limit-store.ts';

/** How far a window is used. */
export interface WindowUse {
  /** Things counted so far; more than the limit where more were tried. */
  readonly used: number;
  /** Milliseconds until the window ends; its whole length where it has not begun. */
  readonly msLeft: number;
}

/** Counts things in windows of one length, on all servers together. Every method throws StorageUnavailable. */
export class SharedWindow {
  readonly limit: number;
  readonly seconds: number;
  readonly #counter: RateLimiterAbstract;
  readonly #observe: LimitStoreObserver;

  constructor(
    store: LimitStore,
    { kind, limit, seconds }: { readonly kind: string; readonly limit: number; readonly seconds: number },
    observe: LimitStoreObserver,
  ) {
    this.limit = limit;
    this.seconds = seconds;
    this.#counter = store.counter(kind, limit, seconds);
    this.#observe = observe;
  }

  /** Counts one thing, whether it fits or not: it fits if no more than the limit are used then. */
  async count(key: string): Promise<WindowUse> {
    return this.#use(await this.#ask(() => this.#counter.penalty(key)));
  }

  /** Takes back what `count` counted. */
  async giveBack(key: string): Promise<WindowUse> {
    return this.#use(await this.#ask(() => this.#counter.reward(key)));
  }

  /** Counts nothing. */
  async look(key: string): Promise<WindowUse> {
    return this.#use(await this.#ask(() => this.#counter.get(key)));
  }

  /** Begins the window anew, whatever it was. */
  async begin(key: string): Promise<void> {
    await this.#ask(() => this.#counter.set(key, 1, this.seconds));
  }

  #use(found: RateLimiterRes | null): WindowUse {
    return found === null
      ? { used: 0, msLeft: this.seconds * 1000 }
      : { used: found.consumedPoints, msLeft: found.msBeforeNext };
  }

  async #ask<T>(question: () => Promise<T>): Promise<T> {
    const startedAt = performance.now();
    let failed = true;
    try {
      const answer = await question();
      failed = false;
      return answer;
    } catch (error) {
      // Whatever it is: what cannot be counted cannot be decided.
      throw error instanceof StorageUnavailable
        ? error
        : new StorageUnavailable('The store of the limits does not answer.', { cause: error });
    } finally {
      this.#observe((performance.now() - startedAt) / 1000, failed);
    }
  }
}

/** Whole seconds until the window ends, rounded up, at least 1: what `Retry-After` says. */
export function secondsLeft({ msLeft }: WindowUse): number {
  return Math.max(1, Math.ceil(msLeft / 1000));
}
