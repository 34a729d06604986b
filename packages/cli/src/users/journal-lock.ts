import { closeSync, openSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { Failure } from '../failure.ts';

/** SQLITE_BUSY. */
const BUSY = 5;

/**
 * One process for a journal. The lock is an exclusive transaction on a file beside it: the kernel lets go of it with the
 * process, however that ends, so that nothing stale is ever left behind.
 */
export class JournalLock {
  readonly #database: DatabaseSync;
  readonly #path: string;

  /** @throws Failure while another process works on the journal */
  constructor(journal: string) {
    this.#path = `${journal}.lock`;
    // Made here, because SQLite would let others read it.
    closeSync(openSync(this.#path, 'a', 0o600));
    this.#database = new DatabaseSync(this.#path, { timeout: 0 });
    try {
      this.#database.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      this.#database.close();
      const busy = error instanceof Error && 'errcode' in error && error.errcode === BUSY;
      throw busy ? new Failure(`Another process is working on ${journal}. Wait until it is done, or stop it.`) : error;
    }
  }

  release(): void {
    rmSync(this.#path, { force: true });
    this.#database.close();
  }
}
