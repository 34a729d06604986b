import { Failure } from '../failure.ts';
import type { ProfileFolder } from './profile-folder.ts';

/** Longer than another command waits for a keyring to be unlocked. Milliseconds. */
const PATIENCE_MS = 90_000;

/**
 * Does work that reads the profiles and writes them again while no other process does. Where a file system has no locks,
 * each write is still whole, and the last one counts.
 *
 * @throws Failure if another process has held it for a minute and a half, or the folder cannot be written
 */
export async function withProfileLock<T>(folder: ProfileFolder, work: () => Promise<T>): Promise<T> {
  const { FileLock, LockBusy } = await import('../file-lock.ts');
  try {
    const lock = new FileLock(folder.lock, PATIENCE_MS);
    try {
      return await work();
    } finally {
      lock.release();
    }
  } catch (error) {
    if (error instanceof LockBusy) {
      throw new Failure(`Another rollcall command is changing the profiles in ${folder.path}. Try again in a moment.`);
    }
    throw isOfFileSystem(error) ? cannotWrite(folder, error.code) : error;
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
