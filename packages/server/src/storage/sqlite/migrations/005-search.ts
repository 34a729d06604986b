import { integer, text } from '../../row.ts';
import { nameKey } from '../../search-key.ts';
import type { Database } from '../database.ts';
import type { Migration } from './migration.ts';

const CHUNK = 1000;
const NEXT = `SELECT account, create_time, id, display_name FROM users
  WHERE (account, create_time, id) > (?1, ?2, ?3) ORDER BY account, create_time, id LIMIT ${CHUNK}`;
const FILL = 'UPDATE users SET name_key = ?4 WHERE account = ?1 AND create_time = ?2 AND id = ?3';

/** People are found by their names, and listed by them. */
export const search: Migration = {
  name: '005-search',
  up: (database) => {
    database.exec("ALTER TABLE users ADD COLUMN name_key BLOB NOT NULL DEFAULT x''");
    fillNameKeys(database);
    database.exec('CREATE INDEX users_by_name ON users (account, name_key, id)');
  },
};

/** A chunk at a time: SQLite has no letters but those of English in its own lower(). */
function fillNameKeys(database: Database): void {
  let place: readonly [number, string, string] = [0, '', ''];
  for (;;) {
    const rows = database.all(NEXT, ...place);
    for (const row of rows) {
      place = [integer(row, 'account'), text(row, 'create_time'), text(row, 'id')];
      database.run(FILL, ...place, nameKey(text(row, 'display_name')));
    }
    if (rows.length < CHUNK) return;
  }
}
