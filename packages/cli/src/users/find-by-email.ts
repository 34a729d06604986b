import { ERR_INSUFFICIENT_SCOPE, RollcallError, type User, type Users } from '@rollcall/client';
import { Failure } from '../failure.ts';

const PAGE_SIZE = 1000;

/** The application lacks the scope to list people. */
class ScopeMissing extends Failure {
  override readonly exitCode = 4;
}

/**
 * Finds people by their email addresses in one walk over the list. It ends with the page where the last was found.
 *
 * @param emails in lower case
 * @returns who has the address: nobody, one, or several where the server allows that
 * @throws Failure (exit code 4) where the application may not list people
 */
export async function findByEmail(
  users: Users,
  emails: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, readonly User[]>> {
  const found = new Map<string, User[]>();
  const wanted = new Set(emails);
  if (wanted.size === 0) return found;
  try {
    for await (const { results } of users.list({ pageSize: PAGE_SIZE, signal }).pages()) {
      for (const user of results) {
        const email = String(user.email).toLowerCase();
        if (wanted.has(email)) found.set(email, [...(found.get(email) ?? []), user]);
      }
      if (found.size === wanted.size) break;
    }
  } catch (error) {
    if (!(error instanceof RollcallError) || error.code !== ERR_INSUFFICIENT_SCOPE) throw error;
    throw new ScopeMissing(
      'To find people by their email addresses the application needs the scope list_users. Add it, or name them by id.',
    );
  }
  return found;
}
