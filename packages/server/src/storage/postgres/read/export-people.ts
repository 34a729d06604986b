import Cursor from 'pg-cursor';
import type { Person } from '../../../domain/directory.ts';
import type { Row } from '../../row.ts';
import type { Position } from '../../storage.ts';
import type { Database } from '../database.ts';
import { asUnavailable } from '../failures.ts';
import { PERSON_COLUMNS, personFrom } from './directory-reader.ts';

const CHUNK = 1000;
const ALL = `SELECT ${PERSON_COLUMNS} FROM rollcall.users
  WHERE account = (SELECT number FROM rollcall.accounts WHERE id = $1) AND (create_time, id) > ($2, $3)
  ORDER BY create_time, id`;

/** Everyone of an account as they are at one instant, by a cursor on a connection of its own. */
export async function* exportPeople(
  database: Database,
  accountId: string,
  after: Position | undefined,
): AsyncGenerator<Person, void> {
  const client = await database.connectAlone();
  try {
    const cursor = client.query(new Cursor<Row>(ALL, [accountId, after?.createTime ?? '', after?.id ?? '']));
    for (;;) {
      const rows = await cursor.read(CHUNK);
      for (const row of rows) yield personFrom(row);
      if (rows.length < CHUNK) return;
    }
  } catch (error) {
    throw asUnavailable(error, database.place);
  } finally {
    // Also what ends the cursor.
    await client.end();
  }
}
