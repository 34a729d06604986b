import type { LoadResult } from '../load/load-job.ts';

export type Verb = 'suspend' | 'reactivate';

/** Changes people in order until the time is over, each at most once, and says whom it changed. */
export type ChangePeople = (
  ids: readonly string[],
  verb: Verb,
  seconds: number,
) => Promise<{ readonly result: LoadResult; readonly changed: readonly string[] }>;

/**
 * Suspends people each once, then reactivates each once, and so on: every request changes something, so every answer
 * had to wait for a commit. Keeps count of who is in which state over all rounds.
 */
export class SuspendLoad {
  readonly #change: ChangePeople;
  #active: readonly string[];
  #suspended: readonly string[] = [];
  #verb: Verb = 'suspend';

  /** @param people who are active now */
  constructor(people: readonly string[], change: ChangePeople) {
    this.#change = change;
    this.#active = people;
  }

  /** How many were suspended and have not been reactivated. */
  get suspended(): number {
    return this.#suspended.length;
  }

  /** One load of at most so many seconds; it ends early when everyone has been changed. */
  async run(seconds: number): Promise<LoadResult> {
    const isSuspending = this.#verb === 'suspend';
    const from = isSuspending ? this.#active : this.#suspended;
    const { result, changed } = await this.#change(from, this.#verb, seconds);
    const gone = new Set(changed);
    const rest = from.filter((id) => !gone.has(id));
    this.#active = isSuspending ? rest : [...this.#active, ...changed];
    this.#suspended = isSuspending ? [...this.#suspended, ...changed] : rest;
    // The next load takes the state that more people are in, so that it has enough to do.
    this.#verb = this.#active.length >= this.#suspended.length ? 'suspend' : 'reactivate';
    return result;
  }
}
