import { closeSync, openSync } from 'node:fs';
import { Failure } from '../failure.ts';
import type { ProfileFolder } from './profile-folder.ts';

/** Longer than a person needs to unlock a keyring. Milliseconds. */
const PATIENCE_MS = 60_000;
/** SQLITE_BUSY. */
const BUSY = 5;

/**
 * Does work that reads the profiles and writes them again while no other process does. The lock is an exclusive
 * transaction: the kernel lets go of it with the process, so that nothing stale is ever left behind.
 *
 * @throws Failure if another process has held it for a minute
 */
export async function withProfileLock<T>(folder: ProfileFolder, work: () => Promise<T>): Promise<T> {
  const { DatabaseSync } = await import('node:sqlite');
  closeSync(openSync(folder.lock, 'a', 0o600));
  const lock = new DatabaseSync(folder.lock, { timeout: PATIENCE_MS });
  try {
    try {
      lock.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      if (error instanceof Error && 'errcode' in error && error.errcode === BUSY) {
        throw new Failure(
          `Another rollcall command is changing the profiles in ${folder.path}. Try again in a moment.`,
        );
      }
      // A file system without locks: each write is still whole, and the last one counts.
    }
    return await work();
  } finally {
    lock.close();
  }
}
