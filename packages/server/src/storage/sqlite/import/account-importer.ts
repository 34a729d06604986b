import { PROVISIONING_MODES } from '../../../domain/directory.ts';
import { type ImportChange, ImportConflict, type ImportRecord } from '../../storage.ts';
import type { Database } from '../database.ts';
import { integer, oneOf, type Row, text } from '../row.ts';
import type { StoredAccount, TouchedAccount, TouchedAccounts } from './touched-accounts.ts';

type AccountRecord = Extract<ImportRecord, { kind: 'account' }>;

const COLUMNS = 'number, id, name, provisioning';
const BY_ID = `SELECT ${COLUMNS} FROM accounts WHERE id = ?1`;
const ID_BY_NAME = 'SELECT id FROM accounts WHERE name = ?1 ORDER BY number LIMIT 1';
const INSERT = 'INSERT INTO accounts (number, id, name, provisioning, create_time) VALUES (?1, ?2, ?3, ?4, ?5)';
const UPDATE = 'UPDATE accounts SET name = ?2, provisioning = ?3 WHERE number = ?1';
const LAST_NUMBER = 'SELECT coalesce(max(number), 0) AS number FROM accounts';
const ANYBODY = 'SELECT 1 FROM users WHERE account = ?1 LIMIT 1';

/** Takes the accounts of a directory file: known by id, or by exact name where the file gives no id. */
export class AccountImporter {
  readonly #lookup: Database;
  readonly #touched: TouchedAccounts;
  readonly #idsByName = new Map<string, string>();
  #lastNumber: number;

  constructor(lookup: Database, touched: TouchedAccounts) {
    this.#lookup = lookup;
    this.#touched = touched;
    const last = lookup.one(LAST_NUMBER);
    this.#lastNumber = last === undefined ? 0 : integer(last, 'number');
  }

  apply({ account, made }: AccountRecord): { change: ImportChange; id: string } {
    const { name } = account;
    const byName = made.includes('id');
    const id = byName ? (this.#idsByName.get(name) ?? this.#storedId(name) ?? account.id) : account.id;
    const touched = this.require(id) ?? this.#touched.add(id, ++this.#lastNumber, undefined, true);
    if (touched.record !== undefined) {
      throw new ImportConflict(byName ? 'name' : 'id', `The account ${id} stands in the file twice. Merge the two.`);
    }
    const { stored } = touched;
    const provisioning = (made.includes('provisioning') ? stored?.provisioning : undefined) ?? account.provisioning;
    const same = stored?.name === name && stored.provisioning === provisioning;
    const change = stored === undefined ? 'created' : same ? 'unchanged' : 'updated';
    touched.record = { name, provisioning, change };
    touched.tally.count('accounts', change);
    this.#idsByName.set(name, id);
    return { change, id };
  }

  /** The account of that id, stored before or earlier in the file. */
  require(id: string): TouchedAccount | undefined {
    const known = this.#touched.get(id);
    if (known !== undefined) return known;
    const row = this.#lookup.one(BY_ID, id);
    if (row === undefined) return undefined;
    const number = integer(row, 'number');
    const wasEmpty = this.#lookup.one(ANYBODY, number) === undefined;
    return this.#touched.add(id, number, storedFrom(row), wasEmpty);
  }

  #storedId(name: string): string | undefined {
    const row = this.#lookup.one(ID_BY_NAME, name);
    return row === undefined ? undefined : text(row, 'id');
  }
}

/** Writes what the file says of an account. */
export function mergeAccount(database: Database, account: TouchedAccount, createTime: string): void {
  const { number, id, record } = account;
  if (record?.change === 'created') database.run(INSERT, number, id, record.name, record.provisioning, createTime);
  if (record?.change === 'updated') database.run(UPDATE, number, record.name, record.provisioning);
}

function storedFrom(row: Row): StoredAccount {
  return {
    name: text(row, 'name'),
    provisioning: oneOf(row, 'provisioning', PROVISIONING_MODES),
  };
}
