import { writeFileSync } from 'node:fs';
import { ACCOUNT_ID } from '../import-people.ts';
import type { Destination } from '../load/load-job.ts';
import type { Room } from '../room.ts';
import type { Directory } from '../targets/directory.ts';
import { authorised, type Requests } from '../targets/rollcall.ts';
import { rollcall } from '../targets/rollcall-command.ts';

const SCOPES = ['list_users', 'get_user', 'suspend_user', 'reactivate_user'];

/**
 * So many applications in one account. Requests of one application are counted in the same row, one after the other:
 * what many callers do together is not seen with one.
 */
export async function makeApplications(room: Room, directory: Directory, count: number): Promise<Directory[]> {
  const applications = Array.from({ length: count }, (_, index) => ({
    type: 'application',
    account_id: ACCOUNT_ID,
    name: `Benchmark ${index}`,
    client_id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    client_secret: `a-secret-of-the-benchmark-${String(index).padStart(12, '0')}`,
    redirect_url: 'https://partner.example.com/callback',
    scopes: SCOPES,
  }));
  const file = room.path('applications.ndjson');
  writeFileSync(file, applications.map((one) => `${JSON.stringify(one)}\n`).join(''));
  await rollcall('import', file, ...directory.store);
  return applications.map(({ client_id, client_secret }) => ({
    ...directory,
    clientId: client_id,
    clientSecret: client_secret,
  }));
}

/** A fresh token for each. */
export async function authoriseAll(server: Destination, directories: readonly Directory[]): Promise<Requests[]> {
  const all: Requests[] = [];
  for (const directory of directories) all.push(await authorised(server, directory));
  return all;
}
