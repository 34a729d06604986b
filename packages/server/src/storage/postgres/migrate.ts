import type pg from 'pg';
import { integer, optionalInteger } from '../row.ts';
import { StorageRefused } from '../storage.ts';
import { ask } from './connection.ts';
import { MIGRATION_LOCK } from './locks.ts';
import { MIGRATIONS } from './migrations/all.ts';
import type { Migration } from './migrations/migration.ts';
import { plain } from './statement.ts';

// From the catalogues themselves: to_regclass() may answer from what the connection knew before it waited for the lock.
const HOME = plain(`SELECT count(*) AS schemas,
    (SELECT count(*) FROM pg_class WHERE relnamespace = n.oid) AS relations,
    (SELECT count(*) FROM pg_class WHERE relnamespace = n.oid AND relname = 'schema_migrations') AS tables
  FROM pg_namespace n WHERE n.nspname = 'rollcall' GROUP BY n.oid`);
const CREATE = plain(`CREATE TABLE rollcall.schema_migrations (
  version integer PRIMARY KEY, name text NOT NULL, compatible_from integer NOT NULL)`);
const NOTE = plain('INSERT INTO rollcall.schema_migrations VALUES ($1, $2, $3)');

/** What the schema says of itself: how far it is, and the oldest program that it still works for. */
export const SCHEMA_VERSION = plain(`SELECT max(version) AS version, max(compatible_from) AS compatible_from
  FROM rollcall.schema_migrations`);

/**
 * Brings the schema up to date in one transaction. Ten servers may do so at once: one does the work, the others wait
 * for it and find nothing left to do. A schema that a newer version has brought further is left as it is, and used as
 * long as that version says that this one may.
 *
 * @param client a connection of its own
 * @throws StorageRefused for a schema that is too new for this program, or a schema of that name that is not Rollcall's
 */
export async function migrate(
  client: pg.Client,
  place: string,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  if (await isCurrent(client, place, migrations)) return;
  await ask(client, plain('BEGIN'), []);
  try {
    await ask(client, plain(`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`), []);
    // Asked again: another process may have come first while this one waited for the lock.
    if (!(await isCurrent(client, place, migrations))) await runPending(client, place, migrations);
    await ask(client, plain('COMMIT'), []);
  } catch (error) {
    // Ending the connection does it too, where this cannot.
    await ask(client, plain('ROLLBACK'), []).catch(() => {});
    throw error;
  }
}

/** @throws StorageRefused where the program of `known` steps must not work on a schema that says this of itself */
export function refuseIncompatible(
  { version, compatibleFrom }: { readonly version: number; readonly compatibleFrom: number },
  place: string,
  known: number = MIGRATIONS.length,
): void {
  if (version <= known || compatibleFrom <= known) return;
  throw new StorageRefused(
    `The database ${place} was brought to schema ${version} by a newer Rollcall, which needs programs of schema ` +
      `${compatibleFrom} or later; this one knows ${known}. Start the newer version.`,
  );
}

async function isCurrent(client: pg.Client, place: string, migrations: readonly Migration[]): Promise<boolean> {
  const [home] = await ask(client, HOME, []);
  if (home?.tables !== 1) return false;
  const [row] = await ask(client, SCHEMA_VERSION, []);
  const version = (row && optionalInteger(row, 'version')) ?? 0;
  const compatibleFrom = (row && optionalInteger(row, 'compatible_from')) ?? 0;
  refuseIncompatible({ version, compatibleFrom }, place, migrations.length);
  return version >= migrations.length;
}

/** Umzug is loaded only when there is work: an up-to-date database opens without it. */
async function runPending(client: pg.Client, place: string, migrations: readonly Migration[]): Promise<void> {
  await makeHome(client, place);
  const { Umzug } = await import('umzug');
  const executed = async (): Promise<string[]> => {
    const [row] = await ask(client, plain('SELECT count(*) AS steps FROM rollcall.schema_migrations'), []);
    return migrations.slice(0, row === undefined ? 0 : integer(row, 'steps')).map(({ name }) => name);
  };
  const umzug = new Umzug({
    migrations: migrations.map(({ name, sql, fill }) => ({
      name,
      up: async () => {
        await ask(client, plain(sql), []);
        await fill?.(client);
      },
    })),
    storage: {
      executed,
      logMigration: async ({ name }) => {
        const place = migrations.findIndex((each) => each.name === name);
        await ask(client, NOTE, [place + 1, name, migrations[place]?.compatibleFrom ?? place + 1]);
      },
      unlogMigration: () => Promise.reject(new Error('Migrations go forward only.')),
    },
    logger: undefined,
  });
  await umzug.up();
}

/** A schema that somebody made for us is taken; one with something in it that is not ours is not. */
async function makeHome(client: pg.Client, place: string): Promise<void> {
  const [home] = await ask(client, HOME, []);
  if (home?.tables === 1) return;
  if (home !== undefined && home.relations !== 0) {
    throw new StorageRefused(
      `The schema "rollcall" in the database ${place} is not Rollcall's. Rename it, or choose another database.`,
    );
  }
  if (home === undefined) await ask(client, plain('CREATE SCHEMA rollcall'), []);
  await ask(client, CREATE, []);
}
