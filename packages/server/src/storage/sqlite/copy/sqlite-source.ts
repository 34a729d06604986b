import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type CopiedRow, type CopySource, copiedRow } from '../../move/copied-row.ts';
import type { CopiedTable } from '../../move/copied-tables.ts';
import { integer } from '../../row.ts';
import { StorageRefused } from '../../storage.ts';
import { Database } from '../database.ts';
import { worldlyFailure } from '../failures.ts';
import { prepareFolder } from '../folder.ts';
import { migrate } from '../migrate.ts';
import { MIGRATIONS } from '../migrations/all.ts';
import { refuseBesideOlderServer, ServerLock } from '../server-lock.ts';

/**
 * The state of a data folder at this moment, for a copy. Unless `live`, no server may run on it until it is closed.
 * @throws StorageRefused where there is no store, or a server runs on it
 */
export async function openSqliteCopy(dataDir: string, live: boolean): Promise<CopySource> {
  const path = resolve(dataDir);
  if (!existsSync(join(path, 'rollcall.db'))) {
    throw new StorageRefused(`There is no store in ${path}. Name the data folder of a Rollcall server.`);
  }
  const folder = prepareFolder(path);
  const lock = live ? undefined : new ServerLock(folder);
  try {
    const writer = new Database(folder.database);
    try {
      await migrate(writer, path, MIGRATIONS, live ? () => refuseBesideOlderServer(folder) : undefined);
    } finally {
      writer.close();
    }
    return new SqliteSource(new Database(folder.database, { queryOnly: true }), new Database(folder.database), lock);
  } catch (error) {
    lock?.release();
    const sentence = worldlyFailure(error, path);
    throw sentence === undefined ? error : new StorageRefused(sentence, { cause: error });
  }
}

class SqliteSource implements CopySource {
  readonly #database: Database;
  /** Sees what others commit, which the reading transaction does not. */
  readonly #watch: Database;
  readonly #version: number;
  readonly #lock: ServerLock | undefined;

  constructor(database: Database, watch: Database, lock: ServerLock | undefined) {
    this.#database = database;
    this.#watch = watch;
    this.#lock = lock;
    this.#version = this.#dataVersion();
    // From the first read on, one state.
    database.exec('BEGIN');
    database.one('SELECT one FROM store');
  }

  *rows(table: CopiedTable): Generator<CopiedRow> {
    const columns = Object.keys(table.columns).join(', ');
    const sql = `SELECT ${columns} FROM ${table.name} ORDER BY ${table.key.join(', ')}`;
    for (const row of this.#database.iterate(sql)) yield copiedRow(table, row, (stored) => stored);
  }

  hasChanged(): boolean {
    return this.#dataVersion() !== this.#version;
  }

  close(): void {
    this.#database.close();
    this.#watch.close();
    this.#lock?.release();
  }

  #dataVersion(): number {
    const row = this.#watch.one('PRAGMA data_version');
    return row === undefined ? 0 : integer(row, 'data_version');
  }
}
