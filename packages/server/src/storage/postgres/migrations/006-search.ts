import type pg from 'pg';
import { integer, text } from '../../row.ts';
import { nameKey } from '../../search-key.ts';
import { ask } from '../connection.ts';
import { plain } from '../statement.ts';
import { fromJsonText } from '../user-json.ts';
import type { Migration } from './migration.ts';

const CHUNK = 5000;
const NEXT = plain(`SELECT account, create_time, id, display_name FROM rollcall.users
  WHERE (account, create_time, id) > ($1, $2, $3) ORDER BY account, create_time, id LIMIT ${CHUNK}`);
const FILL = plain(`UPDATE rollcall.users u SET name_key = g.name_key
  FROM unnest($1::integer[], $2::text[], $3::bytea[]) AS g (account, id, name_key)
  WHERE u.account = g.account AND u.id = g.id`);
const FINISH = plain(`ALTER TABLE rollcall.users ALTER COLUMN name_key SET NOT NULL;
  CREATE INDEX users_by_name ON rollcall.users (account, name_key, id)`);

/** People are found by their names, and listed by them. Older programs would store people without a key. */
export const search: Migration = {
  name: '006-search',
  compatibleFrom: 6,
  sql: 'ALTER TABLE rollcall.users ADD COLUMN name_key bytea',
  fill: async (client) => {
    await fillNameKeys(client);
    await ask(client, FINISH, []);
  },
};

/** Folded here, not by the database: what it knows of letters depends on its locale. */
async function fillNameKeys(client: pg.Client): Promise<void> {
  let place: readonly [number, string, string] = [0, '', ''];
  for (;;) {
    const rows = await ask(client, NEXT, place);
    const last = rows.at(-1);
    if (last === undefined) return;
    const numbers = rows.map((row) => integer(row, 'account'));
    const ids = rows.map((row) => text(row, 'id'));
    const keys = rows.map((row) => byteaText(nameKey(fromJsonText(text(row, 'display_name')))));
    await ask(client, FILL, [numbers, ids, keys]);
    place = [integer(last, 'account'), text(last, 'create_time'), text(last, 'id')];
  }
}

/** As PostgreSQL writes binary data inside of an array. */
function byteaText(bytes: Uint8Array): string {
  return `\\x${Buffer.from(bytes).toString('hex')}`;
}
