import { integer, optionalText, text } from '../../row.ts';
import type { UserJson, UserPage, UserQuery } from '../../storage.ts';
import type { Database } from '../database.ts';
import { prepared } from '../statement.ts';
import { userJsonSql } from '../user-json.ts';

const USER = userJsonSql('u', 'u.state', '$1');

/**
 * A page as one row: a hundred row objects would cost more than the database does. One person more than the page is
 * read, to know whether more follow. $1 account, $2 and $3 the place, $4 size, $5 state.
 */
function pageSql(condition: string): string {
  return `SELECT string_agg(json, ',') FILTER (WHERE place <= $4) AS json, count(*) AS met,
      max(create_time) FILTER (WHERE place = $4) AS last_time, max(id) FILTER (WHERE place = $4) AS last_id
    FROM (SELECT ${USER} AS json, u.create_time, u.id, row_number() OVER (ORDER BY u.create_time, u.id) AS place
      FROM rollcall.users u WHERE u.account = (SELECT number FROM rollcall.accounts WHERE id = $1) ${condition}
        AND (u.create_time, u.id) > ($2, $3)
      ORDER BY u.create_time, u.id LIMIT $4::bigint + 1) AS page`;
}

/** The statements people are read by, for the reader and for whoever looks at their plans. */
export const USER_STATEMENTS = {
  find: prepared(
    'find_user',
    `SELECT ${USER} AS json FROM rollcall.users u
      WHERE u.account = (SELECT number FROM rollcall.accounts WHERE id = $1) AND u.id = $2`,
  ),
  page: prepared('page', pageSql('')),
  pageInState: prepared('page_in_state', pageSql('AND u.state = $5')),
} as const;

export async function findUser(database: Database, accountId: string, userId: string): Promise<UserJson | undefined> {
  const row = await database.read(USER_STATEMENTS.find, accountId, userId);
  return row === undefined ? undefined : text(row, 'json');
}

export async function listUsers(database: Database, query: UserQuery): Promise<UserPage> {
  const { accountId, state, size, after } = query;
  // Before every place there can be, where there is none.
  const place = [accountId, after?.createTime ?? '', after?.id ?? '', size] as const;
  const row =
    state === undefined
      ? await database.read(USER_STATEMENTS.page, ...place)
      : await database.read(USER_STATEMENTS.pageInState, ...place, state);
  if (row === undefined) throw new Error('An aggregate gave no row.');
  const met = integer(row, 'met');
  const next = met > size ? { createTime: text(row, 'last_time'), id: text(row, 'last_id') } : undefined;
  return { json: Buffer.from(optionalText(row, 'json') ?? ''), count: Math.min(met, size), next };
}
