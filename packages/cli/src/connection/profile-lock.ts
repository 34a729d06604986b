import { closeSync, openSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { Failure } from '../failure.ts';
import type { ProfileFolder } from './profile-folder.ts';

/** Longer than another command waits for a keyring to be unlocked. Milliseconds. */
const PATIENCE_MS = 90_000;
/** SQLITE_BUSY. */
const BUSY = 5;

/**
 * Does work that reads the profiles and writes them again while no other process does. The lock is an exclusive
 * transaction: the kernel lets go of it with the process, so that nothing stale is ever left behind.
 *
 * @throws Failure if another process has held it for a minute and a half, or the folder cannot be written
 */
export async function withProfileLock<T>(folder: ProfileFolder, work: () => Promise<T>): Promise<T> {
  const { DatabaseSync } = await import('node:sqlite');
  try {
    closeSync(openSync(folder.lock, 'a', 0o600));
    const lock = new DatabaseSync(folder.lock, { timeout: PATIENCE_MS });
    try {
      take(lock, folder);
      return await work();
    } finally {
      lock.close();
    }
  } catch (error) {
    throw isOfFileSystem(error) ? cannotWrite(folder, error.code) : error;
  }
}

function take(lock: DatabaseSync, folder: ProfileFolder): void {
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    if (error instanceof Error && 'errcode' in error && error.errcode === BUSY) {
      throw new Failure(`Another rollcall command is changing the profiles in ${folder.path}. Try again in a moment.`);
    }
    // A file system without locks: each write is still whole, and the last one counts.
  }
}

function isOfFileSystem(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string';
}

function cannotWrite({ path }: ProfileFolder, code: string): Failure {
  return new Failure(
    `The profiles in ${path} cannot be changed (${code}). Put its permissions right, make room on its disk, or name ` +
      'another folder with ROLLCALL_HOME.',
  );
}
