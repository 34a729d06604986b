import type { Person } from '../../../domain/directory.ts';
import { type ImportChange, ImportConflict, type ImportRecord, type MadeField } from '../../storage.ts';
import type { Database } from '../database.ts';
import { PERSON_COLUMNS, personFrom } from '../read/directory-reader.ts';
import type { TouchedAccount } from './touched-accounts.ts';

type PersonRecord = Extract<ImportRecord, { kind: 'person' }>;

const INSERT = `INSERT INTO users
  (account, create_time, id, email, email_key, display_name, state, role, externally_managed)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING`;
const BY_ID = `SELECT ${PERSON_COLUMNS} FROM users WHERE account = ?1 AND id = ?2`;
const BY_EMAIL = `SELECT ${PERSON_COLUMNS} FROM users WHERE account = ?1 AND email_key = ?2`;
const UPDATE = `UPDATE users SET create_time = ?3, email = ?4, email_key = ?5, display_name = ?6, state = ?7, role = ?8,
  externally_managed = ?9 WHERE account = ?1 AND id = ?2`;

/** Who of an account that had people before was in the file already. On disk: a file may hold a million. */
const SEEN_TABLE = `CREATE TEMP TABLE seen (account INTEGER NOT NULL, id TEXT NOT NULL, PRIMARY KEY (account, id))
  STRICT, WITHOUT ROWID`;
const SEE = 'INSERT INTO temp.seen VALUES (?1, ?2) ON CONFLICT DO NOTHING';

/** Takes the people of a directory file: known by id, or by email where the file gives no id. */
export class PersonImporter {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
    database.exec(`DROP TABLE IF EXISTS temp.seen; ${SEEN_TABLE}`);
  }

  apply(account: TouchedAccount, { person, made }: PersonRecord): { change: ImportChange; id: string } {
    // Nearly everybody is new in a first import: trying that first saves looking them up.
    const created = this.#write(INSERT, account, person) === 1;
    const id = created ? person.id : this.#existing(account, person, made).id;
    if (!account.wasEmpty && this.#database.run(SEE, account.number, id) === 0) throw twice(made);
    if (created) return { change: 'created', id };
    // Where the account was empty, whoever is there came with this file.
    if (account.wasEmpty) throw twice(made);
    return { change: this.#update(account, person, made), id };
  }

  /** Whom the record is about. @throws ImportConflict where its email is somebody else's */
  #existing(account: TouchedAccount, person: Person, made: readonly MadeField[]): Person {
    const row = made.includes('id')
      ? this.#database.one(BY_EMAIL, account.number, emailKey(person.email))
      : this.#database.one(BY_ID, account.number, person.id);
    if (row === undefined) throw emailTaken(person.email, account.id);
    return personFrom(row);
  }

  #update(account: TouchedAccount, person: Person, made: readonly MadeField[]): ImportChange {
    const stored = this.#existing(account, person, made);
    const next: Person = {
      id: stored.id,
      email: person.email,
      displayName: person.displayName,
      createTime: made.includes('createTime') ? stored.createTime : person.createTime,
      state: made.includes('state') ? stored.state : person.state,
      role: made.includes('role') ? stored.role : person.role,
      externallyManaged: made.includes('externallyManaged') ? stored.externallyManaged : person.externallyManaged,
    };
    if (isSame(stored, next)) return 'unchanged';
    const holder = this.#database.one(BY_EMAIL, account.number, emailKey(next.email));
    if (holder !== undefined && personFrom(holder).id !== next.id) throw emailTaken(next.email, account.id);
    this.#write(UPDATE, account, next);
    return 'updated';
  }

  #write(sql: typeof INSERT | typeof UPDATE, account: TouchedAccount, person: Person): number {
    const [first, second] = sql === INSERT ? [person.createTime, person.id] : [person.id, person.createTime];
    return this.#database.run(
      sql,
      account.number,
      first,
      second,
      person.email,
      emailKey(person.email),
      person.displayName,
      person.state,
      person.role,
      person.externallyManaged ? 1 : 0,
    );
  }
}

/** Addresses are the same without regard to case. */
function emailKey(email: string): string {
  return email.toLowerCase();
}

function isSame(left: Person, right: Person): boolean {
  return (Object.keys(left) as (keyof Person)[]).every((field) => left[field] === right[field]);
}

function twice(made: readonly MadeField[]): ImportConflict {
  const field = made.includes('id') ? 'email' : 'id';
  return new ImportConflict(field, `Somebody with this ${field} stands in the file already. Remove one of the two.`);
}

function emailTaken(email: string, accountId: string): ImportConflict {
  return new ImportConflict(
    'email',
    `${email} is the address of somebody else in the account ${accountId}. Addresses are compared without case; ` +
      'change one of the two.',
  );
}
