import { rmSync } from 'node:fs';
import { ACCOUNT_ID, writePeople } from '../import-people.ts';
import type { Room } from '../room.ts';
import { rollcall } from './rollcall-command.ts';

/** A store with people in it, and an application that may do everything. */
export interface Directory {
  /** The flags that name it to every command. */
  readonly store: readonly string[];
  readonly people: number;
  readonly accountId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What `rollcall import` took, from its start to its end. */
  readonly importSeconds: number;
}

/**
 * Makes one with the commands a user has: import, then application create.
 * @param store a new data folder unless given
 */
export async function makeDirectory(
  room: Room,
  people: number,
  store: readonly string[] = ['--data-dir', room.path(`people-${people}`)],
): Promise<Directory> {
  const file = room.path(`people-${people}.ndjson`);
  await writePeople(file, 'ndjson', people);
  const startedAt = performance.now();
  await rollcall('import', file, ...store);
  const importSeconds = (performance.now() - startedAt) / 1000;
  rmSync(file);
  const application = await rollcall(
    ...['application', 'create', '--account', ACCOUNT_ID, '--name', 'Benchmark', ...store],
    ...['--redirect-url', 'https://partner.example.com/callback'],
    ...['--scope', 'list_users,get_user,suspend_user,reactivate_user'],
  );
  return {
    store,
    people,
    accountId: ACCOUNT_ID,
    clientId: String(application.client_id),
    clientSecret: String(application.client_secret),
    importSeconds,
  };
}
