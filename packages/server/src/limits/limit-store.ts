import type { RateLimiterAbstract } from 'rate-limiter-flexible';

/** Where servers count together. Whoever opens one closes it, after the service. */
export interface LimitStore {
  /**
   * Counts things of one kind in windows, for each key by itself. A window starts with the first one after the last
   * window ended.
   * @param kind told apart from others in the same store; a word
   * @param limit 1 or more
   * @param seconds the window lasts
   */
  counter(kind: string, limit: number, seconds: number): RateLimiterAbstract;
  /** @throws StorageUnavailable where the store does not answer */
  check(): Promise<void>;
  /**
   * Removes what is over, where the store does not do so by itself.
   * @returns milliseconds by which this server's clock is ahead of the store's (behind: below 0), where the servers'
   * clocks decide when a window ends; undefined where they do not
   */
  sweep(): Promise<number | undefined>;
  close(): Promise<void>;
}

/** Hears of every question to the store: how many seconds it took, and whether it failed. */
export type LimitStoreObserver = (seconds: number, failed: boolean) => void;
