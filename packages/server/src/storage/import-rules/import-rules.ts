import { ImportConflict, type ImportRecord, type ImportResult } from '../import-session.ts';
import { type AccountLookup, AccountRules } from './account-rules.ts';
import { type ApplicationLookup, ApplicationRules, type StagedApplication } from './application-rules.ts';
import { ImportTally } from './import-tally.ts';
import { type PeopleLookup, PersonRules } from './person-rules.ts';
import { type TouchedAccount, TouchedAccounts } from './touched-accounts.ts';

export type ImportLookup = AccountLookup & PeopleLookup & ApplicationLookup;

/**
 * What becomes of the records of a directory file, decided record by record against what is stored and what came
 * before. The same for every engine, which only looks things up and puts people aside.
 */
export class ImportRules {
  readonly #touched = new TouchedAccounts();
  readonly #accounts: AccountRules;
  readonly #people: PersonRules;
  readonly #applications: ApplicationRules;

  /** @param at milliseconds since the Unix epoch */
  constructor(lookup: ImportLookup, at: number) {
    this.#accounts = new AccountRules(lookup, this.#touched);
    this.#people = new PersonRules(lookup);
    this.#applications = new ApplicationRules(lookup, at);
  }

  /** @throws ImportConflict naming the record by its place in the batch */
  applyAll(records: readonly ImportRecord[]): readonly ImportResult[] {
    return records.map((record, place) => {
      try {
        return this.#apply(record);
      } catch (error) {
        throw error instanceof ImportConflict ? error.at(place) : error;
      }
    });
  }

  #apply(record: ImportRecord): ImportResult {
    if (record.kind === 'account') return this.#accounts.apply(record);
    const { accountId } = record.kind === 'person' ? record.person : record.application;
    const account = this.#accounts.require(accountId);
    if (account === undefined) throw new ImportConflict('account_id', `There is no account ${accountId}.`);
    const done =
      record.kind === 'person' ? this.#people.apply(account, record) : this.#applications.apply(account, record);
    account.tally.count(record.kind === 'person' ? 'users' : 'applications', done.change);
    return done;
  }

  /** Every account the file has to do with. */
  accounts(): Iterable<TouchedAccount> {
    return this.#touched.all();
  }

  applications(): Iterable<StagedApplication> {
    return this.#applications.staged();
  }

  /** What the whole file comes to. */
  total(): ImportTally {
    const total = new ImportTally();
    for (const { tally } of this.#touched.all()) total.add(tally);
    return total;
  }
}

/** What an account without an active owner is told. */
export function ownerless(accountId: string): ImportConflict {
  return new ImportConflict('users', `The account ${accountId} would have no active owner. Give it one.`);
}
