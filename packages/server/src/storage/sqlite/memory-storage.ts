import { randomUUID } from 'node:crypto';
import { createQueue } from './create-queue.ts';
import { Database } from './database.ts';
import { SqliteImport } from './import/sqlite-import.ts';
import { createSchema } from './migrate.ts';
import { exportFromMemory } from './read/export-people.ts';
import { ExternalChanges } from './read/external-changes.ts';
import { DEFAULT_CACHE_BYTES, ReadModel } from './read/read-model.ts';
import { SqliteStorage } from './sqlite-storage.ts';
import { InlineExecutor } from './write/executor.ts';
import type { WriteQueue } from './write/write-queue.ts';
import { Writer } from './write/writer.ts';

const PLACE = 'memory';

export interface MemoryStorageOptions {
  /** Bytes the read model may use. Default 256 MiB. */
  readonly cacheBytes?: number;
  /** Pages of 4 KiB the database may grow to, for tests of a full disk. Default: no limit. */
  readonly maxPageCount?: number;
}

interface MemoryParts {
  readonly database: Database;
  readonly queue: WriteQueue;
  readonly model: ReadModel;
  readonly changes: ExternalChanges;
  readonly options: MemoryStorageOptions;
}

/** A throw-away store in memory, which can be copied as it is. */
export class MemoryStorage extends SqliteStorage {
  override readonly kind = 'memory';
  readonly #memory: MemoryParts;

  constructor(memory: MemoryParts) {
    const { database, queue, model, changes } = memory;
    super({
      place: PLACE,
      database,
      model,
      changes,
      queue,
      exportUsers: (accountId, after) => exportFromMemory(database, accountId, after),
      beginImport: async (source, context) => {
        const resume = await queue.hold();
        const release = (committed: boolean): void => {
          if (committed) model.clear();
          resume();
        };
        return new SqliteImport({ database, lookup: database, place: PLACE, source, context, release });
      },
      release: () => {}, // the executor closes the one connection
    });
    this.#memory = memory;
  }

  /**
   * Another store with all that is in this one, keys and live tokens included. What was submitted before is in it. Takes
   * a millisecond for a thousand people or so, in which nothing else happens.
   *
   * @throws Error if this one is closed
   */
  async copy(): Promise<MemoryStorage> {
    const { database, queue, options } = this.#memory;
    const resume = await queue.hold();
    try {
      // A name by which the one connection can reach the other's database: it lives as long as one of them is open.
      const location = `file:${randomUUID()}?mode=memory&cache=shared`;
      const other = new Database(location, options);
      try {
        database.exec(`VACUUM INTO '${location}'`);
      } catch (error) {
        other.close();
        throw error;
      }
      return serveFromMemory(other, options);
    } finally {
      resume();
    }
  }
}

/** An empty store. One connection for everything: there is no disk to wait for, and nobody else to see it. */
export async function openMemoryStorage(options: MemoryStorageOptions = {}): Promise<MemoryStorage> {
  const database = new Database(':memory:', options);
  createSchema(database);
  return serveFromMemory(database, options);
}

function serveFromMemory(database: Database, options: MemoryStorageOptions): MemoryStorage {
  const model = new ReadModel(options.cacheBytes ?? DEFAULT_CACHE_BYTES);
  const changes = new ExternalChanges(database, false);
  const executor = new InlineExecutor(new Writer({ database, place: PLACE, announces: false }));
  return new MemoryStorage({ database, model, changes, options, queue: createQueue(executor, model, changes) });
}
