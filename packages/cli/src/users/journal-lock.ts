import { rmSync } from 'node:fs';
import { Failure } from '../failure.ts';
import { FileLock, LockBusy } from '../file-lock.ts';

/** One process for a journal: a lock beside it. */
export class JournalLock {
  readonly #lock: FileLock;
  readonly #path: string;

  /** @throws Failure while another process works on the journal */
  constructor(journal: string) {
    this.#path = `${journal}.lock`;
    try {
      this.#lock = new FileLock(this.#path, 0);
    } catch (error) {
      if (!(error instanceof LockBusy)) throw error;
      throw new Failure(`Another process is working on ${journal}. Wait until it is done, or stop it.`);
    }
  }

  release(): void {
    this.#lock.release();
    rmSync(this.#path, { force: true });
  }
}
