import { ImportTally } from './import-tally.ts';

/** An account that an import has to do with. */
export interface TouchedAccount {
  readonly number: number;
  readonly id: string;
  /** Nobody was in it before: whoever is there already came with this import. */
  readonly wasEmpty: boolean;
  readonly tally: ImportTally;
}

/** The accounts of one import, by id. */
export class TouchedAccounts {
  readonly #accounts = new Map<string, TouchedAccount>();

  get(id: string): TouchedAccount | undefined {
    return this.#accounts.get(id);
  }

  add(id: string, number: number, wasEmpty: boolean): TouchedAccount {
    const account = { id, number, wasEmpty, tally: new ImportTally() };
    this.#accounts.set(id, account);
    return account;
  }

  all(): Iterable<TouchedAccount> {
    return this.#accounts.values();
  }
}
