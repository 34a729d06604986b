import type { Storage } from '../../storage/storage.ts';

/** A storage that hands every call on to the one behind it, which may be replaced while it is in use. */
export class ReplaceableStorage<Engine extends Storage> {
  /** What the service is given. */
  readonly storage: Storage;
  #behind: Engine;
  /** They outlive what is behind, so that page tokens stay good wherever their person is. */
  readonly #keys = new Map<string, Promise<Uint8Array>>();

  constructor(first: Engine) {
    this.#behind = first;
    this.storage = new Proxy<Storage>(first, {
      get: (_, name) => {
        if (name === 'loadKey') return (key: string) => this.#loadKey(key);
        const behind = this.#behind;
        const value: unknown = Reflect.get(behind, name);
        // Bound, because an engine's private members are reached through the engine itself only.
        return typeof value === 'function' ? value.bind(behind) : value;
      },
    });
  }

  /** The one it hands calls to now. */
  get behind(): Engine {
    return this.#behind;
  }

  /**
   * Puts another one behind it.
   *
   * @returns the one before, which is the caller's to close: what was submitted to it is finished then
   */
  replace(next: Engine): Engine {
    const before = this.#behind;
    this.#behind = next;
    return before;
  }

  #loadKey(name: string): Promise<Uint8Array> {
    const known = this.#keys.get(name) ?? this.#behind.loadKey(name);
    this.#keys.set(name, known);
    return known;
  }
}
