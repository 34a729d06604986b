import type { UserName } from '../../people-verbs.ts';
import { text } from '../../row.ts';
import type { Database } from '../database.ts';

export const NAME_USER = `SELECT display_name FROM users
  WHERE account = (SELECT number FROM accounts WHERE id = ?1) AND id = ?2`;

/** One by one: a question costs a few microseconds here. */
export function nameUsers(database: Database, users: readonly UserName[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { accountId, userId } of users) {
    const row = database.one(NAME_USER, accountId, userId);
    if (row !== undefined) names.set(`${accountId}/${userId}`, text(row, 'display_name'));
  }
  return names;
}
