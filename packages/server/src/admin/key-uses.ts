import type { Clock } from '../domain/clock.ts';
import type { IdentityVerbs } from '../storage/identity-verbs.ts';

/** Remembers when admin keys were used, and writes it now and then. */
export class KeyUses {
  readonly #clock: Clock;
  readonly #storage: Pick<IdentityVerbs, 'recordKeyUses'>;
  #uses = new Map<string, number>();

  constructor(storage: Pick<IdentityVerbs, 'recordKeyUses'>, clock: Clock) {
    this.#storage = storage;
    this.#clock = clock;
  }

  count(keyId: string): void {
    this.#uses.set(keyId, this.#clock.now());
  }

  /** Hands them to the store. What it cannot take is kept for the next time. */
  async flush(): Promise<void> {
    if (this.#uses.size === 0) return;
    const taken = this.#uses;
    this.#uses = new Map();
    try {
      await this.#storage.recordKeyUses([...taken].map(([id, lastAt]) => ({ id, lastAt })));
    } catch (error) {
      this.#uses = new Map([...taken, ...this.#uses]);
      throw error;
    }
  }
}
