import { resolve } from 'node:path';
import { type Storage, StorageRefused } from '../storage.ts';
import { createQueue } from './create-queue.ts';
import { Database } from './database.ts';
import { worldlyFailure } from './failures.ts';
import { type DataFolder, prepareFolder } from './folder.ts';
import { SqliteImport } from './import/sqlite-import.ts';
import { openMemoryStorage } from './memory-storage.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/all.ts';
import { exportFromFile } from './read/export-people.ts';
import { ExternalChanges } from './read/external-changes.ts';
import { DEFAULT_CACHE_BYTES, ReadModel } from './read/read-model.ts';
import { refuseBesideOlderServer, ServerLock } from './server-lock.ts';
import { SqliteStorage } from './sqlite-storage.ts';
import { type Executor, InlineExecutor } from './write/executor.ts';
import { WorkerExecutor } from './write/worker-executor.ts';
import { Writer } from './write/writer.ts';

const READER_CACHE_KIB = 32 * 1024;
/** An import's places are all over the indexes of its people: pages that stay in memory are not read again. */
const IMPORT_CACHE_KIB = 64 * 1024;

export interface SqliteStorageOptions {
  /** Folder; undefined: a throw-away store in memory (sandbox, tests). */
  readonly dataDir: string | undefined;
  /** `server` takes the folder's server lock; `administration` (the command line) works beside a running server. */
  readonly role: 'server' | 'administration';
  /** Bytes the in-memory read model may use. Default 256 MiB. */
  readonly cacheBytes?: number;
  /** Pages of 4 KiB the database may grow to, for tests of a full disk. Default: no limit. */
  readonly maxPageCount?: number;
}

/**
 * Opens the store, makes it where it is missing and brings its schema up to date. Nothing is loaded into memory.
 * @throws StorageRefused with a sentence for the operator: what is wrong, where, and the way out
 */
export async function openSqliteStorage(options: SqliteStorageOptions): Promise<Storage> {
  const place = options.dataDir === undefined ? 'memory' : resolve(options.dataDir);
  try {
    return options.dataDir === undefined ? await openMemoryStorage(options) : await openFolder(place, options);
  } catch (error) {
    const sentence = worldlyFailure(error, place);
    throw sentence === undefined ? error : new StorageRefused(sentence, { cause: error });
  }
}

async function openFolder(place: string, options: SqliteStorageOptions): Promise<Storage> {
  const { role, cacheBytes = DEFAULT_CACHE_BYTES, maxPageCount } = options;
  const folder = prepareFolder(place);
  const lock = role === 'server' ? new ServerLock(folder) : undefined;
  let database: Database | undefined;
  try {
    await migrateFile(folder, options);
    const reader = new Database(folder.database, { queryOnly: true, cacheKib: READER_CACHE_KIB });
    database = reader;
    const model = new ReadModel(cacheBytes);
    const changes = new ExternalChanges(reader, role === 'administration');
    const queue = createQueue(createExecutor(folder, options), model, changes);
    return new SqliteStorage({
      place,
      database: reader,
      model,
      changes,
      queue,
      exportUsers: (accountId, after) => exportFromFile(folder.database, accountId, after),
      beginImport: async (source, context) => {
        const connection = new Database(folder.database, { maxPageCount, cacheKib: IMPORT_CACHE_KIB });
        connection.exec(`PRAGMA temp.cache_size = -${IMPORT_CACHE_KIB}; PRAGMA threads = 2`);
        const release = (committed: boolean): void => {
          connection.close();
          if (committed) model.clear();
        };
        return new SqliteImport({ database: connection, lookup: reader, place, source, context, release });
      },
      release: () => {
        reader.close();
        lock?.release();
      },
    });
  } catch (error) {
    database?.close();
    lock?.release();
    throw error;
  }
}

async function migrateFile(folder: DataFolder, { role, maxPageCount }: SqliteStorageOptions): Promise<void> {
  const database = new Database(folder.database, { maxPageCount });
  const beforeUpgrade = role === 'server' ? undefined : () => refuseBesideOlderServer(folder);
  try {
    await migrate(database, folder.path, MIGRATIONS, beforeUpgrade);
  } finally {
    database.close();
  }
}

/** A server's writer has a thread of its own; a command's does its few writes where it is, and tells the server. */
function createExecutor(folder: DataFolder, { role, maxPageCount }: SqliteStorageOptions): Executor {
  const { path: place, database: file } = folder;
  if (role === 'server') return new WorkerExecutor({ file, place, maxPageCount });
  return new InlineExecutor(new Writer({ database: new Database(file, { maxPageCount }), place, announces: true }));
}
