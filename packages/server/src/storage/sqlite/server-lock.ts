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
