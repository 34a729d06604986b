import type { Account } from '../../domain/directory.ts';
import { type ImportChange, ImportConflict, type ImportRecord } from '../import-session.ts';
import type { TouchedAccount, TouchedAccounts } from './touched-accounts.ts';

export type AccountRecord = Extract<ImportRecord, { kind: 'account' }>;

/** What is stored of an account, as an import needs to know it. */
export interface StoredAccount extends Pick<Account, 'id' | 'name' | 'provisioning'> {
  readonly number: number;
  /** Nobody is in it. */
  readonly isEmpty: boolean;
}

/** Where the accounts of an import are looked up. */
export interface AccountLookup {
  byId(id: string): StoredAccount | undefined;
  /** The id of the oldest account of exactly that name. */
  idByName(name: string): string | undefined;
  /** A number for the account of that id, which is new. */
  newNumber(id: string): number;
}

/** Takes the accounts of a directory file: known by id, or by exact name where the file gives no id. */
export class AccountRules {
  readonly #lookup: AccountLookup;
  readonly #touched: TouchedAccounts;
  readonly #idsByName = new Map<string, string>();
  /** Stored ids by the ones that were made for accounts that are known by name. */
  readonly #aliases = new Map<string, string>();

  constructor(lookup: AccountLookup, touched: TouchedAccounts) {
    this.#lookup = lookup;
    this.#touched = touched;
  }

  apply({ account, made }: AccountRecord): { change: ImportChange; id: string } {
    const { name } = account;
    const byName = made.includes('id');
    const id = byName ? (this.#idsByName.get(name) ?? this.#lookup.idByName(name) ?? account.id) : account.id;
    const touched = this.require(id) ?? this.#touched.add(id, this.#lookup.newNumber(id), undefined, true);
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
    if (id !== account.id) this.#aliases.set(account.id, id);
    return { change, id };
  }

  /** The account of that id, stored before or earlier in the file. */
  require(given: string): TouchedAccount | undefined {
    const id = this.#aliases.get(given) ?? given;
    const known = this.#touched.get(id);
    if (known !== undefined) return known;
    const stored = this.#lookup.byId(id);
    return stored === undefined ? undefined : this.#touched.add(id, stored.number, stored, stored.isEmpty);
  }
}
