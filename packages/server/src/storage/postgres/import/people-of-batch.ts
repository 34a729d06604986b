import type pg from 'pg';
import type { Person } from '../../../domain/directory.ts';
import type { PersonRecord, Plan } from '../../import-rules/person-rules.ts';
import { text } from '../../row.ts';
import { ask } from '../connection.ts';
import { PERSON_COLUMNS, personFrom } from '../read/directory-reader.ts';
import { plain, type Statement } from '../statement.ts';
import { fromJsonText, toJsonText } from '../user-json.ts';
import { findStaged, type StagedRow, storedEmailKey } from './staging.ts';

const BY_ID = plain(`SELECT ${PERSON_COLUMNS}, email_key FROM rollcall.users WHERE account = $1 AND id = ANY($2)`);
const BY_KEY = plain(`SELECT ${PERSON_COLUMNS}, email_key FROM rollcall.users
  WHERE account = $1 AND email_key = ANY($2)`);

/** The people that a batch of an import has to do with: those of the store, and those of the import so far. */
export class PeopleOfBatch {
  readonly #client: pg.Client;
  readonly #storedById = new Map<string, Person>();
  readonly #storedByKey = new Map<string, Person>();
  /** Folded addresses by id. Here and in the next, keys are as they are stored. */
  readonly #stagedById = new Map<string, string>();
  readonly #stagedKeys = new Set<string>();
  readonly #taken: StagedRow[] = [];

  constructor(client: pg.Client) {
    this.#client = client;
  }

  /** @param account below zero for one that this import makes: nobody of it is stored */
  async prepare(account: number, records: readonly PersonRecord[]): Promise<void> {
    const ids = records.map(({ person }) => person.id);
    const keys = records.map(({ person }) => storedEmailKey(person.email));
    const holders = account < 0 ? [] : await this.#prepareStored(account, ids, keys);
    for (const { id, key } of await findStaged(this.#client, account, [...ids, ...holders], keys)) {
      this.#stagedById.set(`${account} ${id}`, key);
      this.#stagedKeys.add(`${account} ${key}`);
    }
  }

  storedById(account: number, id: string): Person | undefined {
    return this.#storedById.get(`${account} ${id}`);
  }

  storedByEmailKey(account: number, key: string): Person | undefined {
    return this.#storedByKey.get(`${account} ${toJsonText(key)}`);
  }

  stage(account: number, person: Person, plan: Plan): boolean {
    const key = storedEmailKey(person.email);
    const [byId, byKey] = [`${account} ${person.id}`, `${account} ${key}`];
    if (this.#stagedById.has(byId) || this.#stagedKeys.has(byKey)) return false;
    this.#stagedById.set(byId, key);
    this.#stagedKeys.add(byKey);
    this.#taken.push({ account, person, plan });
    return true;
  }

  stagedEmailKey(account: number, id: string): string | undefined {
    const key = this.#stagedById.get(`${account} ${id}`);
    return key === undefined ? undefined : fromJsonText(key);
  }

  taken(): readonly StagedRow[] {
    return this.#taken;
  }

  /**
   * By id first: whoever keeps the address need not be looked for a second time.
   * @returns the ids of who was found
   */
  async #prepareStored(account: number, ids: readonly string[], keys: readonly string[]): Promise<readonly string[]> {
    const found = await this.#note(account, BY_ID, ids);
    const open = keys.filter((key) => !this.#storedByKey.has(`${account} ${key}`));
    return [...found, ...(open.length === 0 ? [] : await this.#note(account, BY_KEY, open))];
  }

  async #note(account: number, statement: Statement, values: readonly string[]): Promise<readonly string[]> {
    const rows = await ask(this.#client, statement, [account, values]);
    return rows.map((row) => {
      const person = personFrom(row);
      this.#storedById.set(`${account} ${person.id}`, person);
      this.#storedByKey.set(`${account} ${text(row, 'email_key')}`, person);
      return person.id;
    });
  }
}
