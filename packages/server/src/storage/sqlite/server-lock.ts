import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { StorageRefused } from '../storage.ts';
import { Database } from './database.ts';
import { isBusy } from './failures.ts';
import { createPrivately, type DataFolder } from './folder.ts';

/**
 * One server for a folder. The lock is an exclusive transaction on a file of its own: the kernel lets go of it with the
 * process, however that ends, so that nothing stale is ever left behind.
 */
export class ServerLock {
  readonly #database: Database;
  readonly #folder: DataFolder;

  /** @throws StorageRefused when another server holds the folder */
  constructor(folder: DataFolder) {
    this.#folder = folder;
    createPrivately(folder.lock);
    this.#database = takeLock(folder);
    // For the message only: it may be out of date, the lock may not.
    writeFileSync(folder.pid, `${process.pid}\n`, { mode: 0o600 });
  }

  release(): void {
    rmSync(this.#folder.pid, { force: true });
    this.#database.close();
  }
}

function takeLock(folder: DataFolder): Database {
  let database: Database | undefined;
  try {
    // Opening reads the file, which the holder's lock refuses as well.
    database = new Database(folder.lock, { busyTimeoutMs: 0 });
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database?.close();
    throw isBusy(error) ? inUse(folder) : error;
  }
}

/**
 * For who is about to bring an older store up to date: a server that runs on it is of the older version, and would find
 * nothing where it looks.
 * @throws StorageRefused where a server runs on the folder
 */
export function refuseBesideOlderServer(folder: DataFolder): void {
  if (!isHeld(folder)) return;
  throw new StorageRefused(
    `A server of an older Rollcall${holder(folder)} runs on the data folder ${folder.path}. ` +
      'Stop that server first, and start this version in its place.',
  );
}

function isHeld(folder: DataFolder): boolean {
  createPrivately(folder.lock);
  let database: Database | undefined;
  try {
    database = new Database(folder.lock, { busyTimeoutMs: 0 });
    database.one('SELECT 1 FROM sqlite_schema LIMIT 1');
    return false;
  } catch (error) {
    if (isBusy(error)) return true;
    throw error;
  } finally {
    database?.close();
  }
}

function inUse(folder: DataFolder): StorageRefused {
  return new StorageRefused(
    `The data folder ${folder.path} is in use by another Rollcall server${holder(folder)}. ` +
      'Stop that server first, or choose another folder.',
  );
}

function holder({ pid }: DataFolder): string {
  try {
    return ` (process ${readFileSync(pid, 'utf8').trim()})`;
  } catch {
    return '';
  }
}
