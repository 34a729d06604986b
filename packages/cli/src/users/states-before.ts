import { ERR_INSUFFICIENT_SCOPE, ERR_NOT_FOUND, RollcallError, type Users } from '@rollcall/client';
import type { Person } from './people.ts';

const PAGE_SIZE = 1000;

/** The people with their states; whether these could be found out. */
export interface StatesBefore {
  readonly people: readonly Person[];
  readonly complete: boolean;
}

/**
 * Finds out who is suspended already, because suspending does not tell: it answers the same for who was suspended before.
 * One person is looked up, for more one walk over the suspended is cheaper: they are few in most accounts.
 *
 * @returns `complete: false` where the application may not look
 */
export async function findStatesBefore(
  users: Users,
  people: readonly Person[],
  signal: AbortSignal,
): Promise<StatesBefore> {
  const unknown = new Set(people.flatMap(({ id, before }) => (before === undefined ? [id] : [])));
  if (unknown.size === 0) return { people, complete: true };
  try {
    const suspended = await findSuspended(users, unknown, signal);
    return {
      people: people.map((person) => ({
        ...person,
        before: person.before ?? (suspended.has(person.id) ? 'SUSPENDED' : 'ACTIVE'),
      })),
      complete: true,
    };
  } catch (error) {
    if (!(error instanceof RollcallError) || error.code !== ERR_INSUFFICIENT_SCOPE) throw error;
    return { people, complete: false };
  }
}

async function findSuspended(
  users: Users,
  ids: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const [only] = ids;
  if (ids.size === 1 && only !== undefined) return (await isSuspended(users, only, signal)) ? ids : new Set();
  const found = new Set<string>();
  for await (const { results } of users.list({ filter: 'suspended', pageSize: PAGE_SIZE, signal }).pages()) {
    for (const { id } of results) if (ids.has(id)) found.add(id);
    if (found.size === ids.size) break;
  }
  return found;
}

async function isSuspended(users: Users, id: string, signal: AbortSignal): Promise<boolean> {
  try {
    return (await users.get(id, { signal })).state === 'SUSPENDED';
  } catch (error) {
    // The verb will say so itself.
    if (error instanceof RollcallError && error.code === ERR_NOT_FOUND) return false;
    throw error;
  }
}
