import type { Person } from '../../../domain/directory.ts';
import { emailKey, PLAN, type Plan } from '../../import-rules/person-rules.ts';
import { text } from '../../row.ts';
import { nameKey } from '../../search-key.ts';
import type { Database } from '../database.ts';
import { withIndexes } from './bulk-indexes.ts';
import { hashOfText } from './string-hash.ts';

// Rows are only ever added at the end; who is there already is known by hashes, a twentieth of the size. Looking people
// up by an index of the table itself took three times as long at a million.
const CREATE_TABLES = `CREATE TEMP TABLE staged_people (
    account INTEGER NOT NULL, id TEXT NOT NULL, email TEXT NOT NULL, email_key TEXT NOT NULL,
    display_name TEXT NOT NULL, name_key BLOB NOT NULL, state TEXT NOT NULL, create_time TEXT NOT NULL,
    role TEXT NOT NULL, externally_managed INTEGER NOT NULL, security_group INTEGER NOT NULL, plan INTEGER NOT NULL
  ) STRICT;
  CREATE TEMP TABLE staged_hashes (hash INTEGER PRIMARY KEY) STRICT`;
const CREATE_INDEXES = `CREATE INDEX IF NOT EXISTS temp.staged_by_id ON staged_people (account, id);
  CREATE INDEX IF NOT EXISTS temp.staged_by_email ON staged_people (account, email_key)`;
const ADD_HASHES = 'INSERT INTO temp.staged_hashes VALUES (?), (?) ON CONFLICT DO NOTHING';
const ADD = 'INSERT INTO temp.staged_people VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)';
const ALIKE = `SELECT 1 FROM temp.staged_people WHERE account = ?1 AND id = ?2
  UNION ALL SELECT 1 FROM temp.staged_people WHERE account = ?1 AND email_key = ?3 LIMIT 1`;
const EMAIL_KEY = 'SELECT email_key FROM temp.staged_people WHERE account = ?1 AND id = ?2';

const KEEP_STATES = `UPDATE temp.staged_people AS s
  SET state = (SELECT u.state FROM main.users u WHERE u.account = s.account AND u.id = s.id)
  WHERE s.plan = ${PLAN.UPDATE_ALL_BUT_STATE}`;
// What `losesRights` says, asked while people are still what they were. From those put aside to the few who are signed
// in, and only then to the people.
const SIGN_OUT = `DELETE FROM main.sessions WHERE hash IN (
  SELECT x.hash FROM temp.staged_people s
    CROSS JOIN main.sessions x ON x.account = s.account AND x.holder = s.id
    CROSS JOIN main.users u ON u.account = s.account AND u.id = s.id
  WHERE s.plan >= ${PLAN.UPDATE} AND (u.state = 'ACTIVE' AND s.state = 'SUSPENDED'
    OR u.role <> s.role AND (u.role = 'owner' OR s.role = 'member') OR u.security_group > s.security_group))`;
// Gone before the new rows come, so that an address that passes from one to another is free.
const REMOVE_OLD = `DELETE FROM main.users WHERE (account, id) IN
  (SELECT account, id FROM temp.staged_people WHERE plan >= ${PLAN.UPDATE})`;
// In the order of the table, so that it is written once from front to back.
const INSERT_NEW = `INSERT INTO main.users
  (account, create_time, id, email, email_key, display_name, name_key, state, role, externally_managed, security_group)
  SELECT account, create_time, id, email, email_key, display_name, name_key, state, role, externally_managed,
    security_group
  FROM temp.staged_people WHERE plan <> ${PLAN.LEAVE} ORDER BY account, create_time, id`;

/**
 * The people of an import on their way into the store: tables of the import's own connection, on disk where there are
 * many, and gone with it. Others neither see them nor wait for them.
 */
export class StagedPeople {
  readonly #database: Database;
  #indexed = false;

  /** @param database inside a transaction that has not touched the store itself */
  constructor(database: Database) {
    this.#database = database;
    database.exec(CREATE_TABLES);
  }

  /**
   * @param account the account's number
   * @returns false, and nothing is added, where the id or the address is taken by somebody of this import
   */
  add(account: number, person: Person, plan: Plan): boolean {
    const { id, email, displayName, state, createTime, role } = person;
    const key = emailKey(email);
    const isNew = this.#database.run(ADD_HASHES, hashOfText(id, 2 * account), hashOfText(key, 2 * account + 1)) === 2;
    if (!isNew && this.#isThere(account, id, key)) return false;
    const flags = [person.externallyManaged ? 1 : 0, person.securityGroup ? 1 : 0] as const;
    const names = [email, key, displayName, nameKey(displayName)] as const;
    this.#database.run(ADD, account, id, ...names, state, createTime, role, ...flags, plan);
    return true;
  }

  /** The folded address that a person of this import has; undefined if the id is not in it yet. */
  emailKeyOf(account: number, id: string): string | undefined {
    this.#index();
    const row = this.#database.one(EMAIL_KEY, account, id);
    return row === undefined ? undefined : text(row, 'email_key');
  }

  /** Moves everybody into the store. @param counts how many are new, and how many there are already */
  merge({ created, updated }: { readonly created: number; readonly updated: number }): void {
    if (updated > 0) for (const sql of [KEEP_STATES, SIGN_OUT, REMOVE_OLD]) this.#database.run(sql);
    withIndexes(this.#database, created, () => this.#database.run(INSERT_NEW));
  }

  discard(): void {
    this.#database.exec('DROP TABLE temp.staged_people; DROP TABLE temp.staged_hashes');
  }

  #isThere(account: number, id: string, key: string): boolean {
    this.#index();
    return this.#database.one(ALIKE, account, id, key) !== undefined;
  }

  /** Only when somebody has to be looked at closely: most imports end without it. */
  #index(): void {
    if (this.#indexed) return;
    this.#indexed = true;
    this.#database.exec(CREATE_INDEXES);
  }
}
