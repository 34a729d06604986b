import type { Storage } from '../../src/storage/storage.ts';

/** The store, except that these verbs fail. */
export function faultyStorage(verbs: readonly (keyof Storage)[], error: Error): (storage: Storage) => Storage {
  return (storage) =>
    storageWith(storage, Object.fromEntries(verbs.map((verb) => [verb, () => Promise.reject(error)])));
}

/** The store with some of its verbs replaced. */
export function storageWith(storage: Storage, replaced: Partial<Storage>): Storage {
  return new Proxy(storage, {
    get(target, name) {
      const own: unknown = Reflect.get(replaced, name);
      if (own !== undefined) return own;
      const value: unknown = Reflect.get(target, name);
      // Bound, because an engine's private members are reached through the engine itself only.
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
