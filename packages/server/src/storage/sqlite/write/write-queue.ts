import { StorageConflict, StorageUnavailable } from '../../storage.ts';
import type { Executor } from './executor.ts';
import type { Answer, Intention, VerbName, Verbs } from './intentions.ts';
import type { BatchOutcome } from './writer.ts';

/** Intentions in one transaction at the most: the first of a batch waits for the last. */
const MAX_BATCH = 512;

interface Waiting {
  readonly intention: Intention;
  readonly settle: (answer: Answer) => void;
}

/**
 * Group commit. One batch is under way at a time; what arrives meanwhile is the next one. An idle queue waits for the
 * end of the event loop's turn, so that requests that arrive together are committed together.
 */
export class WriteQueue {
  readonly #executor: Executor;
  /** Hears of a batch before its answers go out; undefined: the outcome is unknown. */
  readonly #onOutcome: (outcome: BatchOutcome | undefined) => void;
  #waiting: Waiting[] = [];
  #running: Promise<void> | undefined;
  #closed = false;

  constructor(executor: Executor, onOutcome: (outcome: BatchOutcome | undefined) => void) {
    this.#executor = executor;
    this.#onOutcome = onOutcome;
  }

  /**
   * Resolves once the change is on disk.
   * @throws StorageUnavailable, StorageConflict
   */
  submit<V extends VerbName>(verb: V, input: Verbs[V]['input']): Promise<Verbs[V]['output']> {
    return new Promise((resolve, reject) => {
      if (this.#closed) {
        reject(new StorageUnavailable('The store is closing. Repeat the call on a running server.'));
        return;
      }
      const settle = (answer: Answer): void => {
        // The answer to an intention is of its verb's type, which the batch's array cannot say.
        if (answer.ok) resolve(answer.value as Verbs[V]['output']);
        else reject(errorOf(answer));
      };
      // For the same reason: verb and input belong together, and only the parameter V knows it.
      this.#waiting.push({ intention: { verb, input } as Intention, settle });
      this.#running ??= this.#drain();
    });
  }

  /** Finishes what has been submitted, takes nothing more, and closes the executor. */
  async close(): Promise<void> {
    this.#closed = true;
    while (this.#running !== undefined) await this.#running;
    await this.#executor.close();
  }

  /**
   * Waits until nothing is under way, then keeps what is submitted waiting until the returned function is called: for
   * whoever needs the writing connection to itself.
   */
  async hold(): Promise<() => void> {
    while (this.#running !== undefined) await this.#running;
    const held = Promise.withResolvers<void>();
    this.#running = held.promise.then(() => {
      this.#running = this.#waiting.length > 0 ? this.#drain() : undefined;
    });
    return held.resolve;
  }

  async #drain(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, MAX_BATCH);
      this.#waiting = this.#waiting.slice(MAX_BATCH);
      await this.#runBatch(batch);
    }
    this.#running = undefined;
  }

  async #runBatch(batch: readonly Waiting[]): Promise<void> {
    try {
      const outcome = await this.#executor.run(batch.map(({ intention }) => intention));
      this.#onOutcome(outcome);
      batch.forEach(({ settle }, index) => {
        settle(outcome.answers[index] ?? { ok: false, kind: 'internal', message: 'The writer gave no answer.' });
      });
    } catch (error) {
      this.#onOutcome(undefined);
      const message = error instanceof Error ? error.message : String(error);
      for (const { settle } of batch) settle({ ok: false, kind: 'unavailable', message });
    }
  }
}

function errorOf(answer: Extract<Answer, { ok: false }>): Error {
  if (answer.kind === 'unavailable') return new StorageUnavailable(answer.message);
  if (answer.kind === 'conflict') return new StorageConflict(answer.field, answer.message);
  return new Error(answer.message);
}
