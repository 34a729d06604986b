import type { UserState } from '@rollcall/contract';
import { integer, type Row, text } from '../../row.ts';
import type { Position, UserJson, UserPage, UserQuery } from '../../storage.ts';
import type { Database } from '../database.ts';
import { jsonBytes, userJsonSql } from '../user-json.ts';

/** A page fresh from the store, with the stretch of the list that it depends on. */
export interface FreshPage {
  readonly page: UserPage;
  /** The first person after the page, whose going would make it the last one; undefined: the end of the list. */
  readonly through: Position | undefined;
}

const ANYONE = 'FROM users WHERE account = ?1';
// Named, because the planner would rather walk the whole account and leave out who is in the other state.
const IN_STATE = 'FROM users INDEXED BY users_by_state WHERE account = ?1 AND state =';
const AFTER = '(create_time, id) > (?2, ?3)';

/**
 * A page as one row: a hundred row objects would cost more than the database does. The last place is the greatest of
 * the page; times have a fixed width, so that joined texts compare as the pairs do.
 */
function pageSql(people: string): string {
  return `SELECT CAST(group_concat(json, ',') AS BLOB) AS json, count(*) AS count, max(place) AS last FROM
    (SELECT ${userJsonSql('?5')} AS json, create_time || ' ' || id AS place
      ${people} AND ${AFTER} ORDER BY create_time, id LIMIT ?4)`;
}

function followingSql(people: string): string {
  return `SELECT create_time, id ${people} AND ${AFTER} ORDER BY create_time, id LIMIT 1`;
}

/** The statements people are read by, for the reader and for whoever looks at their plans. */
export const USER_STATEMENTS = {
  find: `SELECT ${userJsonSql('?3')} AS json FROM users WHERE account = ?1 AND id = ?2`,
  page: pageSql(ANYONE),
  pageInState: pageSql(`${IN_STATE} ?6`),
  following: followingSql(ANYONE),
  followingInState: followingSql(`${IN_STATE} ?4`),
} as const;

/** Before every place there can be. */
const START: Position = { createTime: '', id: '' };

/** Reads people from the database, as they go over the wire. */
export class UserReader {
  readonly #database: Database;
  /** Numbers never change and accounts are never removed: what is known stays true. */
  readonly #numbers = new Map<string, number>();

  constructor(database: Database) {
    this.#database = database;
  }

  find(accountId: string, userId: string): UserJson | undefined {
    const number = this.accountNumber(accountId);
    if (number === undefined) return undefined;
    const row = this.#database.one(USER_STATEMENTS.find, number, userId, accountId);
    return row === undefined ? undefined : text(row, 'json');
  }

  page({ accountId, state, size, after }: UserQuery): FreshPage {
    const number = this.accountNumber(accountId);
    if (number === undefined)
      return { page: { json: new Uint8Array(0), count: 0, next: undefined }, through: undefined };
    const { createTime, id } = after ?? START;
    const values = [number, createTime, id, size, accountId] as const;
    const row =
      state === undefined
        ? this.#database.one(USER_STATEMENTS.page, ...values)
        : this.#database.one(USER_STATEMENTS.pageInState, ...values, state);
    if (row === undefined) throw new Error('An aggregate gave no row.');
    const count = integer(row, 'count');
    const last = count === size ? placeOf(row) : undefined;
    const through = last === undefined ? undefined : this.#following(number, state, last);
    const next = through === undefined ? undefined : last;
    return { page: { json: jsonBytes(row.json), count, next }, through };
  }

  accountNumber(accountId: string): number | undefined {
    const known = this.#numbers.get(accountId);
    if (known !== undefined) return known;
    const row = this.#database.one('SELECT number FROM accounts WHERE id = ?1', accountId);
    if (row === undefined) return undefined;
    const number = integer(row, 'number');
    this.#numbers.set(accountId, number);
    return number;
  }

  #following(number: number, state: UserState | undefined, last: Position): Position | undefined {
    const row =
      state === undefined
        ? this.#database.one(USER_STATEMENTS.following, number, last.createTime, last.id)
        : this.#database.one(USER_STATEMENTS.followingInState, number, last.createTime, last.id, state);
    return row === undefined ? undefined : { createTime: text(row, 'create_time'), id: text(row, 'id') };
  }
}

function placeOf(row: Row): Position {
  const place = text(row, 'last');
  const space = place.indexOf(' ');
  return { createTime: place.slice(0, space), id: place.slice(space + 1) };
}
