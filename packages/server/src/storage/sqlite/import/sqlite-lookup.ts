import { type Person, PROVISIONING_MODES } from '../../../domain/directory.ts';
import { storedApplicationFrom } from '../../application-row.ts';
import type { StoredAccount } from '../../import-rules/account-rules.ts';
import type { ImportLookup } from '../../import-rules/import-rules.ts';
import type { Plan } from '../../import-rules/person-rules.ts';
import { integer, oneOf, text } from '../../row.ts';
import type { StoredApplication } from '../../storage.ts';
import type { Database } from '../database.ts';
import { PERSON_COLUMNS, personFrom } from '../read/directory-reader.ts';
import { FIND_APPLICATION } from '../stored-application.ts';
import type { StagedPeople } from './staged-people.ts';

const ACCOUNT = 'SELECT number, id, name, provisioning FROM accounts WHERE id = ?1';
const ACCOUNT_ID_BY_NAME = 'SELECT id FROM accounts WHERE name = ?1 ORDER BY number LIMIT 1';
const LAST_NUMBER = 'SELECT coalesce(max(number), 0) AS number FROM accounts';
const ANYBODY = 'SELECT 1 FROM users WHERE account = ?1 LIMIT 1';
const PERSON_BY_ID = `SELECT ${PERSON_COLUMNS} FROM users WHERE account = ?1 AND id = ?2`;
const PERSON_BY_EMAIL = `SELECT ${PERSON_COLUMNS} FROM users WHERE account = ?1 AND email_key = ?2`;
const CLIENT_ID_BY_NAME = `SELECT client_id FROM applications WHERE account = ?1 AND name = ?2
  ORDER BY number LIMIT 1`;

/** Looks things up for an import, one by one: a question costs a few microseconds here. */
export class SqliteLookup implements ImportLookup {
  readonly #database: Database;
  readonly #staged: StagedPeople;
  #lastNumber: number;

  constructor(database: Database, staged: StagedPeople) {
    this.#database = database;
    this.#staged = staged;
    const last = database.one(LAST_NUMBER);
    this.#lastNumber = last === undefined ? 0 : integer(last, 'number');
  }

  byId(id: string): StoredAccount | undefined {
    const row = this.#database.one(ACCOUNT, id);
    if (row === undefined) return undefined;
    const number = integer(row, 'number');
    return {
      number,
      id,
      name: text(row, 'name'),
      provisioning: oneOf(row, 'provisioning', PROVISIONING_MODES),
      isEmpty: this.#database.one(ANYBODY, number) === undefined,
    };
  }

  idByName(name: string): string | undefined {
    const row = this.#database.one(ACCOUNT_ID_BY_NAME, name);
    return row === undefined ? undefined : text(row, 'id');
  }

  /** The one the account is sure to get in the merge: an import that was overtaken is refused. */
  newNumber(): number {
    this.#lastNumber += 1;
    return this.#lastNumber;
  }

  storedById(account: number, id: string): Person | undefined {
    return this.#person(PERSON_BY_ID, account, id);
  }

  storedByEmailKey(account: number, key: string): Person | undefined {
    return this.#person(PERSON_BY_EMAIL, account, key);
  }

  stage(account: number, person: Person, plan: Plan): boolean {
    return this.#staged.add(account, person, plan);
  }

  stagedEmailKey(account: number, id: string): string | undefined {
    return this.#staged.emailKeyOf(account, id);
  }

  byClientId(clientId: string): StoredApplication | undefined {
    const row = this.#database.one(FIND_APPLICATION, clientId);
    return row === undefined ? undefined : storedApplicationFrom(row);
  }

  clientIdByName(account: number, name: string): string | undefined {
    const row = this.#database.one(CLIENT_ID_BY_NAME, account, name);
    return row === undefined ? undefined : text(row, 'client_id');
  }

  #person(sql: typeof PERSON_BY_ID | typeof PERSON_BY_EMAIL, account: number, value: string): Person | undefined {
    const row = this.#database.one(sql, account, value);
    return row === undefined ? undefined : personFrom(row);
  }
}
