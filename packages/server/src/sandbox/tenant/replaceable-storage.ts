import type { Storage } from '../../storage/storage.ts';

/** A storage that hands every call on to the one behind it, which may be replaced while it is in use. */
export class ReplaceableStorage {
  /** What the service is given. */
  readonly storage: Storage;
  #behind: Storage;

  constructor(first: Storage) {
    this.#behind = first;
    this.storage = new Proxy(first, {
      get: (_, name) => {
        const behind = this.#behind;
        const value: unknown = Reflect.get(behind, name);
        // Bound, because an engine's private members are reached through the engine itself only.
        return typeof value === 'function' ? value.bind(behind) : value;
      },
    });
  }

  /**
   * Puts another one behind it.
   *
   * @returns the one before, which is the caller's to close: what was submitted to it is finished then
   */
  replace(next: Storage): Storage {
    const before = this.#behind;
    this.#behind = next;
    return before;
  }
}
