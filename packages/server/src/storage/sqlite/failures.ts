import { StorageUnavailable } from '../storage.ts';

/** SQLite's primary result codes that say something about the outside world, not about a statement. */
const BUSY = 5;
const LOCKED = 6;
const NOMEM = 7;
const READONLY = 8;
const IOERR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const NOTADB = 26;

const SENTENCES: Readonly<Record<number, string>> = {
  [BUSY]: 'is being written to by another process for too long. Try again when it has finished',
  [LOCKED]: 'is being written to by another process for too long. Try again when it has finished',
  [NOMEM]: 'could not get the memory it needs. Give the process more memory',
  [READONLY]: 'cannot be written to. Give the user that runs the server write permission on the folder and its files',
  [IOERR]: 'could not be read or written. Check the disk and that the folder is still mounted',
  [CORRUPT]: 'is damaged. Stop the server and restore the folder from a backup',
  [FULL]: 'has no space left on its disk. Free some space; nothing has been changed',
  [CANTOPEN]: 'cannot be opened. Check that the folder exists and that the user that runs the server may write to it',
  [NOTADB]: 'holds a rollcall.db that is not a Rollcall store. Move it away, or choose another folder',
};

/** SQLite's primary result code of a driver error, or undefined for any other error. */
export function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined;
  return error.errcode & 0xff;
}

export function isBusy(error: unknown): boolean {
  const code = resultCode(error);
  return code === BUSY || code === LOCKED;
}

/**
 * The sentence for an operator when the world is at fault (full, away, read-only, damaged); undefined when the
 * program is.
 * @param place the data folder, or what stands for it
 */
export function worldlyFailure(error: unknown, place: string): string | undefined {
  const code = resultCode(error);
  const sentence = code === undefined ? undefined : SENTENCES[code];
  return sentence === undefined ? undefined : `The store in ${place} ${sentence}.`;
}

/** Turns a failure of the world into StorageUnavailable and leaves a failure of the program as it is. */
export function asUnavailable(error: unknown, place: string): unknown {
  const sentence = worldlyFailure(error, place);
  return sentence === undefined ? error : new StorageUnavailable(sentence, { cause: error });
}
