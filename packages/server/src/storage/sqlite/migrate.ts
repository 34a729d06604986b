import { integer } from '../row.ts';
import { StorageRefused } from '../storage.ts';
import type { Database } from './database.ts';
import { isBusy } from './failures.ts';
import { MIGRATIONS } from './migrations/all.ts';
import type { Migration } from './migrations/migration.ts';

/** `ROLL`: how a file says that it is a Rollcall store (PRAGMA application_id). */
const APPLICATION_ID = 0x524f4c4c;
const WAL_ATTEMPTS = 200;

/**
 * Brings the schema up to date in one transaction. Several processes may do so at once: one does the work, the others
 * wait for it and find nothing left to do.
 * @param beforeUpgrade called before a store of an older version is changed; what it throws leaves the store as it is
 * @throws StorageRefused for a schema newer than this program, or a database that is not Rollcall's
 */
export async function migrate(
  database: Database,
  place: string,
  migrations: readonly Migration[] = MIGRATIONS,
  beforeUpgrade: () => void = () => {},
): Promise<void> {
  refuseForeign(database, place);
  if (isCurrent(database, place, migrations)) return;
  useWriteAheadLog(database);
  database.exec('BEGIN IMMEDIATE');
  try {
    // Asked again: another process may have come first while this one waited for the lock.
    if (!isCurrent(database, place, migrations)) {
      if (pragma(database, 'user_version') > 0) beforeUpgrade();
      await runPending(database, migrations);
    }
    database.exec('COMMIT');
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/** The whole schema in a new database that nobody else sees: no bookkeeping, and no library for it to load. */
export function createSchema(database: Database): void {
  for (const { up } of MIGRATIONS) up(database);
  database.exec(`PRAGMA user_version = ${MIGRATIONS.length}; PRAGMA application_id = ${APPLICATION_ID}`);
}

function refuseForeign(database: Database, place: string): void {
  // In this order: a file that another process fills between the two questions is seen as empty, or as ours.
  const empty = database.one('SELECT 1 FROM sqlite_schema LIMIT 1') === undefined;
  const id = pragma(database, 'application_id');
  if (id === APPLICATION_ID || (id === 0 && empty)) return;
  throw new StorageRefused(
    `The file rollcall.db in ${place} is not a Rollcall store. Move it away, or choose another folder.`,
  );
}

function isCurrent(database: Database, place: string, migrations: readonly Migration[]): boolean {
  const version = pragma(database, 'user_version');
  if (version > migrations.length) {
    throw new StorageRefused(
      `The store in ${place} was written by a newer Rollcall (schema ${version}; this program knows ` +
        `${migrations.length}). Start that version again, or restore a backup from before the upgrade.`,
    );
  }
  return version === migrations.length;
}

/** Umzug is loaded only when there is work: an up-to-date folder opens without it. */
async function runPending(database: Database, migrations: readonly Migration[]): Promise<void> {
  const { Umzug } = await import('umzug');
  const umzug = new Umzug({
    migrations: migrations.map(({ name, up }) => ({ name, up: async () => up(database) })),
    storage: {
      executed: async () => migrations.slice(0, pragma(database, 'user_version')).map(({ name }) => name),
      logMigration: async () => database.exec(`PRAGMA user_version = ${pragma(database, 'user_version') + 1}`),
      unlogMigration: () => Promise.reject(new Error('Migrations go forward only.')),
    },
    logger: undefined,
  });
  await umzug.up();
  database.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
}

/** The switch to WAL does not wait for locks by itself, so a second process opening the same new folder tries again. */
function useWriteAheadLog(database: Database): void {
  for (let attempt = 1; ; attempt++) {
    try {
      database.exec('PRAGMA journal_mode = WAL');
      return;
    } catch (error) {
      if (!isBusy(error) || attempt === WAL_ATTEMPTS) throw error;
      // A lock taken and let go waits for the other process by the busy timeout, not by spinning.
      database.exec('BEGIN; SELECT 1 FROM sqlite_schema LIMIT 1; COMMIT');
    }
  }
}

function pragma(database: Database, name: 'application_id' | 'user_version'): number {
  const row = database.one(`PRAGMA ${name}`);
  return row === undefined ? 0 : integer(row, name);
}
