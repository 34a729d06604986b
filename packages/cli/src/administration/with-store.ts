import { existsSync } from 'node:fs';
import type { Storage } from '@rollcall/server';
import { Failure } from '../failure.ts';

/** Commands look at little: a small cache is enough. Bytes. */
const CACHE_BYTES = 8 * 1024 * 1024;

/**
 * Opens the store of a data folder beside a server that may be running, does the work, and closes it again.
 *
 * @param make whether a folder that is not there yet is made
 * @throws Failure if there is no such folder, StorageRefused if it cannot be used
 */
export async function withStore<T>(
  dataDir: string,
  make: 'make' | 'must-exist',
  work: (storage: Storage) => Promise<T>,
): Promise<T> {
  if (make === 'must-exist' && !existsSync(dataDir)) {
    throw new Failure(
      `There is no data folder ${dataDir}. Name one with --data-dir, or make one with: rollcall account create --name NAME.`,
    );
  }
  const { openSqliteStorage } = await import('@rollcall/server/storage/sqlite');
  const storage = await openSqliteStorage({ dataDir, role: 'administration', cacheBytes: CACHE_BYTES });
  try {
    return await work(storage);
  } finally {
    await storage.close();
  }
}
