import { PROVISIONING_MODES } from '../../../domain/directory.ts';
import { type ImportChange, ImportConflict, type ImportRecord } from '../../storage.ts';
import type { Database } from '../database.ts';
import { integer, oneOf, type Row, text } from '../row.ts';
import type { TouchedAccount, TouchedAccounts } from './touched-accounts.ts';

type AccountRecord = Extract<ImportRecord, { kind: 'account' }>;

const COLUMNS = 'number, id, name, provisioning';
const BY_ID = `SELECT ${COLUMNS} FROM accounts WHERE id = ?1`;
const BY_NAME = `SELECT ${COLUMNS} FROM accounts WHERE name = ?1 ORDER BY number LIMIT 1`;
const INSERT = 'INSERT INTO accounts (id, name, provisioning, create_time) VALUES (?1, ?2, ?3, ?4) RETURNING number';
const UPDATE = 'UPDATE accounts SET name = ?2, provisioning = ?3 WHERE number = ?1';
const ANYBODY = 'SELECT 1 FROM users WHERE account = ?1 LIMIT 1';

/** Takes the accounts of a directory file: known by id, or by exact name where the file gives no id. */
export class AccountImporter {
  readonly #database: Database;
  readonly #touched: TouchedAccounts;
  /** RFC 3339: when new accounts are made. */
  readonly #now: string;
  readonly #seen = new Set<string>();

  constructor(database: Database, touched: TouchedAccounts, now: string) {
    this.#database = database;
    this.#touched = touched;
    this.#now = now;
  }

  apply({ account, made }: AccountRecord): { change: ImportChange; id: string } {
    const byName = made.includes('id');
    const row = byName ? this.#database.one(BY_NAME, account.name) : this.#database.one(BY_ID, account.id);
    const id = row === undefined ? account.id : text(row, 'id');
    if (this.#seen.has(id)) {
      throw new ImportConflict(byName ? 'name' : 'id', `The account ${id} stands in the file twice. Merge the two.`);
    }
    this.#seen.add(id);
    const change = row === undefined ? this.#create({ account, made }) : this.#update(row, { account, made });
    this.require(id)?.tally.count('accounts', change);
    return { change, id };
  }

  /** The account of that id, stored before or earlier in the file. */
  require(id: string): TouchedAccount | undefined {
    const known = this.#touched.get(id);
    if (known !== undefined) return known;
    const row = this.#database.one(BY_ID, id);
    if (row === undefined) return undefined;
    const number = integer(row, 'number');
    return this.#touched.add(id, number, this.#database.one(ANYBODY, number) === undefined);
  }

  #create({ account: { id, name, provisioning } }: Pick<AccountRecord, 'account' | 'made'>): ImportChange {
    const row = this.#database.one(INSERT, id, name, provisioning, this.#now);
    if (row === undefined) throw new Error('An insert gave no row.');
    this.#touched.add(id, integer(row, 'number'), true);
    return 'created';
  }

  #update(row: Row, { account, made }: Pick<AccountRecord, 'account' | 'made'>): ImportChange {
    const stored = oneOf(row, 'provisioning', PROVISIONING_MODES);
    const provisioning = made.includes('provisioning') ? stored : account.provisioning;
    if (account.name === text(row, 'name') && provisioning === stored) return 'unchanged';
    this.#database.run(UPDATE, integer(row, 'number'), account.name, provisioning);
    return 'updated';
  }
}
