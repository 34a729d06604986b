import type { Provisioning } from '../../domain/directory.ts';
import type { ImportChange } from '../import-session.ts';
import type { StoredAccount } from './account-rules.ts';
import { ImportTally } from './import-tally.ts';

/** An account that an import has to do with. */
export interface TouchedAccount {
  /** Its number in the store; a new one's is known to the engine alone before the merge. */
  readonly number: number;
  readonly id: string;
  /** As it was when the import first met it; undefined: the import makes it. */
  readonly stored: StoredAccount | undefined;
  /** Nobody was in it before: whoever is there comes with this import. */
  readonly wasEmpty: boolean;
  readonly tally: ImportTally;
  /** What the file says of it; undefined where it only names it. */
  record: { readonly name: string; readonly provisioning: Provisioning; readonly change: ImportChange } | undefined;
}

/** The accounts of one import, by id. */
export class TouchedAccounts {
  readonly #accounts = new Map<string, TouchedAccount>();

  get(id: string): TouchedAccount | undefined {
    return this.#accounts.get(id);
  }

  add(id: string, number: number, stored: StoredAccount | undefined, wasEmpty: boolean): TouchedAccount {
    const account = { number, id, stored, wasEmpty, tally: new ImportTally(), record: undefined };
    this.#accounts.set(id, account);
    return account;
  }

  all(): Iterable<TouchedAccount> {
    return this.#accounts.values();
  }
}
