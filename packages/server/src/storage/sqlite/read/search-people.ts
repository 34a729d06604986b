import { setImmediate } from 'node:timers/promises';
import type { PeopleFound, PeopleOrder, PeopleSearch, SearchPosition } from '../../people-verbs.ts';
import { bytes, type Row, text } from '../../row.ts';
import { nameKey } from '../../search-key.ts';
import type { Database } from '../database.ts';
import { PERSON_COLUMNS, personFrom } from './directory-reader.ts';
import type { UserReader } from './user-reader.ts';

/** People looked at in one go: about a millisecond in which nothing else happens. */
const CHUNK = 1000;

const COLUMNS = { create_time: 'create_time', display_name: 'name_key', email: 'email_key' } as const;
const FILTER = `(?6 IS NULL OR state = ?6) AND (?7 IS NULL OR role = ?7) AND (?8 IS NULL OR security_group = ?8)
  AND (?9 IS NULL OR instr(name_key, ?9) > 0 OR instr(email_key, ?10) > 0)`;

/** Before and after everything there can be: any text is before any blob, and no UTF-8 has this byte. */
const LOW = { value: '', id: '' } as const;
const HIGH = { value: Uint8Array.of(0xff), id: Uint8Array.of(0xff) } as const;

interface Place {
  readonly value: string | Uint8Array;
  readonly id: string | Uint8Array;
}

interface SearchStatements {
  /** Where a chunk ends. ?1 account, ?2 and ?3 where it begins. */
  readonly end: string;
  /** Who fits in it. ?4 and ?5 where it ends, ?6 to ?10 what is asked for, ?11 how many. */
  readonly matches: string;
}

/** The statements people are searched by, for the search and for whoever looks at their plans. */
export const SEARCH_STATEMENTS = {
  create_time: statements('create_time', false),
  'create_time desc': statements('create_time', true),
  display_name: statements('display_name', false),
  'display_name desc': statements('display_name', true),
  email: statements('email', false),
  'email desc': statements('email', true),
} as const;

function statements(order: PeopleOrder, descending: boolean): SearchStatements {
  const column = COLUMNS[order];
  const [after, until, way] = descending ? ['<', '>=', 'DESC'] : ['>', '<=', ''];
  const from = `FROM users WHERE account = ?1 AND (${column}, id) ${after} (?2, ?3)`;
  const sorted = `ORDER BY ${column} ${way}, id ${way}`;
  const range = `AND (${column}, id) ${until} (?4, ?5)`;
  return {
    end: `SELECT ${column} AS value, id ${from} ${sorted} LIMIT 1 OFFSET ${CHUNK - 1}`,
    matches: `SELECT ${PERSON_COLUMNS}, ${column} AS value ${from} ${range} AND ${FILTER} ${sorted} LIMIT ?11`,
  };
}

/**
 * Walks through the account in the order that is asked for, a chunk at a time, and lets others in between.
 * @param read carries one step out, or says that the store is closing
 */
export async function searchPeople(
  search: PeopleSearch,
  users: UserReader,
  read: <T>(step: (database: Database) => T) => T,
): Promise<PeopleFound> {
  const { order, descending, size } = search;
  const number = read(() => users.accountNumber(search.accountId));
  if (number === undefined) return { people: [], next: undefined };
  const name: keyof typeof SEARCH_STATEMENTS = descending ? `${order} desc` : order;
  const { end: endSql, matches } = SEARCH_STATEMENTS[name];
  const filter = filterValues(search);
  const last: Place = descending ? LOW : HIGH;
  let place: Place = search.after === undefined ? (descending ? HIGH : LOW) : placeAt(order, search.after);
  const found: Row[] = [];
  for (;;) {
    const end = read((database) => {
      const row = database.one(endSql, number, place.value, place.id);
      const end = row === undefined ? undefined : { value: sortedBy(row), id: text(row, 'id') };
      const until = end ?? last;
      const range = [number, place.value, place.id, until.value, until.id] as const;
      found.push(...database.all(matches, ...range, ...filter, size + 1 - found.length));
      return end;
    });
    if (found.length > size || end === undefined) return pageOf(found, size);
    place = end;
    await setImmediate();
  }
}

/** @param rows one more than the page where more follow */
function pageOf(rows: readonly Row[], size: number): PeopleFound {
  const shown = rows.slice(0, size);
  const last = rows.length > size ? shown.at(-1) : undefined;
  return { people: shown.map(personFrom), next: last && positionOf(last) };
}

function filterValues({ text, state, role, securityGroup }: PeopleSearch) {
  const group = securityGroup === undefined ? null : Number(securityGroup);
  const inName = text === undefined ? null : nameKey(text);
  const inEmail = text === undefined ? null : text.toLowerCase();
  return [state ?? null, role ?? null, group, inName, inEmail] as const;
}

function placeAt(order: PeopleOrder, { value, id }: SearchPosition): Place {
  return { value: order === 'display_name' ? Buffer.from(value) : value, id };
}

function sortedBy(row: Row): string | Uint8Array {
  return row.value instanceof Uint8Array ? bytes(row, 'value') : text(row, 'value');
}

function positionOf(row: Row): SearchPosition {
  const value = sortedBy(row);
  return { value: typeof value === 'string' ? value : Buffer.from(value).toString('utf8'), id: text(row, 'id') };
}
