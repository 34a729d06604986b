import type { UserName } from '../../people-verbs.ts';
import { text } from '../../row.ts';
import type { Database } from '../database.ts';
import { prepared } from '../statement.ts';
import { fromJsonText } from '../user-json.ts';

/** $1 the accounts, $2 the users, side by side. */
export const NAME_USERS = prepared(
  'name_users',
  `SELECT a.id AS account_id, u.id, u.display_name FROM unnest($1::text[], $2::text[]) AS g (account_id, user_id)
    JOIN rollcall.accounts a ON a.id = g.account_id JOIN rollcall.users u ON u.account = a.number AND u.id = g.user_id`,
);

export async function nameUsers(database: Database, users: readonly UserName[]): Promise<ReadonlyMap<string, string>> {
  if (users.length === 0) return new Map();
  const accounts = users.map(({ accountId }) => accountId);
  const ids = users.map(({ userId }) => userId);
  const rows = await database.readAll(NAME_USERS, accounts, ids);
  const named = rows.map((row) => {
    const key = `${text(row, 'account_id')}/${text(row, 'id')}`;
    return [key, fromJsonText(text(row, 'display_name'))] as const;
  });
  return new Map(named);
}
