import { setImmediate } from 'node:timers/promises';
import type { UserState } from '@rollcall/contract';
import { integer, text } from '../../row.ts';
import type { Database } from '../database.ts';

/** People counted in one go: about a millisecond in which nothing else happens. */
const CHUNK = 10_000;

const FROM = `FROM users INDEXED BY users_by_state WHERE account = (SELECT number FROM accounts WHERE id = ?1)
  AND state = ?2 AND (create_time, id) > (?3, ?4)`;

/** ?1 account, ?2 state, ?3 and ?4 the place to count from. */
export const COUNT_STATEMENTS = {
  /** Whom a whole chunk ends with. */
  end: `SELECT create_time, id ${FROM} ORDER BY create_time, id LIMIT 1 OFFSET ${CHUNK - 1}`,
  rest: `SELECT count(*) AS people ${FROM}`,
} as const;

type Read = <T>(step: (database: Database) => T) => T;

/** A chunk at a time, so that others get in between. @param read carries one step out */
export async function countUsers(
  accountId: string,
  read: Read,
): Promise<{ readonly active: number; readonly suspended: number }> {
  return {
    active: await countInState(accountId, 'ACTIVE', read),
    suspended: await countInState(accountId, 'SUSPENDED', read),
  };
}

async function countInState(accountId: string, state: UserState, read: Read): Promise<number> {
  let place: readonly [string, string] = ['', ''];
  for (let counted = 0; ; counted += CHUNK) {
    const [createTime, id] = place;
    const step = read((database) => {
      const end = database.one(COUNT_STATEMENTS.end, accountId, state, createTime, id);
      if (end !== undefined) return [text(end, 'create_time'), text(end, 'id')] as const;
      const rest = database.one(COUNT_STATEMENTS.rest, accountId, state, createTime, id);
      return rest === undefined ? 0 : integer(rest, 'people');
    });
    if (typeof step === 'number') return counted + step;
    place = step;
    await setImmediate();
  }
}
