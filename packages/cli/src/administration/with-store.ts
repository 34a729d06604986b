import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Storage } from '@rollcall/server';
import { Failure } from '../failure.ts';
import type { StorePlace } from './store-place.ts';

/** Commands look at little: a small cache is enough. Bytes. */
const CACHE_BYTES = 8 * 1024 * 1024;

/**
 * Opens the store beside servers that may be running on it, does the work, and closes it again.
 *
 * @param make whether a folder that is not there yet is made; the schema of an empty database always is
 * @throws Failure if there is no such folder, StorageRefused if it cannot be used
 */
export async function withStore<T>(
  place: StorePlace,
  make: 'make' | 'must-exist',
  work: (storage: Storage) => Promise<T>,
): Promise<T> {
  const storage = place.kind === 'folder' ? await openFolder(place.folder, make) : await openDatabase(place);
  try {
    return await work(storage);
  } finally {
    await storage.close();
  }
}

async function openDatabase({ url, replicas }: Extract<StorePlace, { kind: 'database' }>): Promise<Storage> {
  const { openPostgresStorage } = await import('@rollcall/server/storage/postgres');
  return openPostgresStorage({ url, role: 'administration', replicas });
}

async function openFolder(dataDir: string, make: 'make' | 'must-exist'): Promise<Storage> {
  // Asked here, because opening makes what is missing: a mistyped name must not leave a new, empty store behind.
  if (make === 'must-exist' && !mayBeThere(join(dataDir, 'rollcall.db'))) {
    throw new Failure(
      `There is no store in ${dataDir}. Name its folder with --data-dir, or make one: rollcall account create --name NAME.`,
    );
  }
  const { openSqliteStorage } = await import('@rollcall/server/storage/sqlite');
  return openSqliteStorage({ dataDir, role: 'administration', cacheBytes: CACHE_BYTES });
}

/** A folder this user may not look into can hold a store: opening it says then what is wrong with it. */
function mayBeThere(file: string): boolean {
  try {
    return statSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    return error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM');
  }
}
