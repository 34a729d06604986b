import { chmodSync, closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StorageRefused } from '../storage.ts';

const OWNER_ONLY_FILE = 0o600;
const OWNER_ONLY_FOLDER = 0o700;

/** The files in a data folder. SQLite adds `-wal` and `-shm` beside the first and gives them its permissions. */
export interface DataFolder {
  readonly path: string;
  readonly database: string;
  readonly lock: string;
  readonly pid: string;
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'may not be written to by this user. Change its owner or permissions',
  EPERM: 'may not be written to by this user. Change its owner or permissions',
  EROFS: 'is on a read-only file system. Mount it for writing',
  ENOSPC: 'has no space left on its disk. Free some space',
  ENOTDIR: 'is not a folder. Move that file away',
  EEXIST: 'is not a folder. Move that file away',
  ENOENT: 'cannot be made there. Check the path',
  EISDIR: 'holds a folder named rollcall.db. Move it away',
};

/**
 * Makes the folder and the database file where they are missing, for their owner alone.
 * @throws StorageRefused with the reason and the way out
 */
export function prepareFolder(path: string): DataFolder {
  const folder = {
    path,
    database: join(path, 'rollcall.db'),
    lock: join(path, 'server.lock'),
    pid: join(path, 'server.pid'),
  };
  try {
    // A folder that is there already keeps the permissions its owner gave it.
    if (makeFolder(path)) chmodSync(path, OWNER_ONLY_FOLDER);
    createPrivately(folder.database);
  } catch (error) {
    throw refusal(path, error);
  }
  return folder;
}

/**
 * Makes a folder and those above it; false if it was there already. Not mkdir's `recursive`, which never returns on file
 * systems that answer "no such file" to every new folder, such as /proc.
 */
function makeFolder(path: string): boolean {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return false;
  if (dirname(path) !== path) makeFolder(dirname(path));
  try {
    mkdirSync(path, OWNER_ONLY_FOLDER);
    return true;
  } catch (error) {
    // Made by another process in the meantime.
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return false;
    throw error;
  }
}

/** Before SQLite does it, which would go by the umask. An existing file is opened for writing and left as it is. */
export function createPrivately(file: string): void {
  closeSync(openSync(file, 'a', OWNER_ONLY_FILE));
}

function refusal(path: string, error: unknown): StorageRefused {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = REASONS[code] ?? `cannot be used (${code || String(error)}). Check the path`;
  return new StorageRefused(`The data folder ${path} ${reason}, or choose another folder.`, { cause: error });
}
