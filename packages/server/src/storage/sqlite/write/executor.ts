import type { Intention } from './intentions.ts';
import type { BatchOutcome, Writer } from './writer.ts';

/** Where batches are carried out: here, or in a thread of its own. */
export interface Executor {
  /** One batch at a time. @throws StorageUnavailable when the outcome cannot be known */
  run(batch: readonly Intention[]): Promise<BatchOutcome>;
  close(): Promise<void>;
}

/** In this thread: for a store in memory, which waits for no disk, and for the short life of a command. */
export class InlineExecutor implements Executor {
  readonly #writer: Writer;

  constructor(writer: Writer) {
    this.#writer = writer;
  }

  async run(batch: readonly Intention[]): Promise<BatchOutcome> {
    return this.#writer.run(batch);
  }

  async close(): Promise<void> {
    this.#writer.close();
  }
}
