import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { LimitStore } from '../../src/limits/limit-store.ts';
import { StorageUnavailable } from '../../src/storage/storage.ts';

/** A store of limits that a test can take away. */
export interface RemovableLimitStore extends LimitStore {
  away: boolean;
  /** How often it was asked while it was away. */
  asked: number;
}

export function removableLimitStore(): RemovableLimitStore {
  const counters = new Map<string, RateLimiterMemory>();
  const store: RemovableLimitStore = {
    away: false,
    asked: 0,
    counter(keyPrefix, points, duration) {
      // Of all servers on it together.
      const name = `${keyPrefix} ${points} ${duration}`;
      const memory = counters.get(name) ?? new RateLimiterMemory({ keyPrefix, points, duration });
      counters.set(name, memory);
      return new Proxy(memory, {
        get(target, name) {
          const value: unknown = Reflect.get(target, name, target);
          if (typeof value !== 'function') return value;
          if (!store.away) return value.bind(target);
          return async () => {
            store.asked += 1;
            throw new Error('the store is away');
          };
        },
      });
    },
    check: async () => {
      if (store.away) throw new StorageUnavailable('The store of the limits does not answer.');
    },
    sweep: async () => undefined,
    close: async () => {},
  };
  return store;
}
