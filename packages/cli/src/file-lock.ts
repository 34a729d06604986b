import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** SQLITE_BUSY. */
const BUSY = 5;

/** Another process has the lock, and kept it. */
export class LockBusy extends Error {
  override readonly name = 'LockBusy';
}

/**
 * A lock between processes: an exclusive transaction on a file of its own. The kernel lets go of it with the process,
 * however that ends, so that nothing stale is ever left behind. Where a file system has no locks, nobody is kept out.
 */
export class FileLock {
  readonly #database: DatabaseSync;

  /**
   * @param patienceMs how long to wait for another process, in milliseconds
   * @throws LockBusy if it took longer
   * @throws the system's error if the file cannot be made
   */
  constructor(path: string, patienceMs: number) {
    // Made here, because SQLite would let others read it.
    closeSync(openSync(path, 'a', 0o600));
    this.#database = new DatabaseSync(path, { timeout: patienceMs });
    try {
      this.#database.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      if (!(error instanceof Error && 'errcode' in error && error.errcode === BUSY)) return;
      this.#database.close();
      throw new LockBusy();
    }
  }

  release(): void {
    this.#database.close();
  }
}
