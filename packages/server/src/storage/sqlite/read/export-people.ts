import type { Person } from '../../../domain/directory.ts';
import { text } from '../../row.ts';
import type { Position } from '../../storage.ts';
import { Database } from '../database.ts';
import { PERSON_COLUMNS, personFrom } from './directory-reader.ts';

const CHUNK = 1000;
const ACCOUNT = 'account = (SELECT number FROM accounts WHERE id = ?1)';
const ALL = `SELECT ${PERSON_COLUMNS} FROM users WHERE ${ACCOUNT} AND (create_time, id) > (?2, ?3)
  ORDER BY create_time, id`;
const NEXT = `${ALL} LIMIT ${CHUNK}`;
/** Before every place there can be. */
const START: Position = { createTime: '', id: '' };

/**
 * Everyone of an account as they are at one instant, on a connection of its own: an open walk holds its connection to
 * the instant it began, which the server's reads must not be held to.
 */
export function* exportFromFile(
  file: string,
  accountId: string,
  { createTime, id }: Position = START,
): Generator<Person, void> {
  const database = new Database(file, { queryOnly: true });
  try {
    for (const row of database.iterate(ALL, accountId, createTime, id)) yield personFrom(row);
  } finally {
    database.close();
  }
}

/** The same for a store in memory, which has one connection only: in chunks, so that no walk stays open. */
export function* exportFromMemory(
  database: Database,
  accountId: string,
  after: Position = START,
): Generator<Person, void> {
  let { createTime, id } = after;
  for (;;) {
    const rows = database.all(NEXT, accountId, createTime, id);
    for (const row of rows) yield personFrom(row);
    const last = rows.at(-1);
    if (last === undefined || rows.length < CHUNK) return;
    [createTime, id] = [text(last, 'create_time'), text(last, 'id')];
  }
}
