import { rmSync } from 'node:fs';
import { ACCOUNT_ID, writePeople } from '../import-people.ts';
import type { Room } from '../room.ts';
import { rollcall } from './rollcall-command.ts';

/** A data folder with people in it, and an application that may do everything. */
export interface Directory {
  readonly dataDir: string;
  readonly people: number;
  readonly accountId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What `rollcall import` took, from its start to its end. */
  readonly importSeconds: number;
}

/** Makes one with the commands a user has: import, then application create. */
export async function makeDirectory(room: Room, people: number): Promise<Directory> {
  const name = `people-${people}`;
  const file = room.path(`${name}.ndjson`);
  const dataDir = room.path(name);
  await writePeople(file, 'ndjson', people);
  const startedAt = performance.now();
  await rollcall('import', file, '--data-dir', dataDir);
  const importSeconds = (performance.now() - startedAt) / 1000;
  rmSync(file);
  const application = await rollcall(
    ...['application', 'create', '--account', ACCOUNT_ID, '--name', 'Benchmark', '--data-dir', dataDir],
    ...['--redirect-url', 'https://partner.example.com/callback'],
    ...['--scope', 'list_users,get_user,suspend_user,reactivate_user'],
  );
  return {
    dataDir,
    people,
    accountId: ACCOUNT_ID,
    clientId: String(application.client_id),
    clientSecret: String(application.client_secret),
    importSeconds,
  };
}
