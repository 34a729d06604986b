import type { Clock } from '../domain/clock.ts';
import { toTimestamp } from '../domain/clock.ts';
import type { Random } from '../domain/random.ts';
import { newResourceId } from '../domain/resource-id.ts';
import {
  type ImportChange,
  ImportConflict,
  type ImportRecord,
  type ImportSession,
  type ImportSummary,
  type MadeField,
} from '../storage/storage.ts';
import { toApplication } from './application-record.ts';
import { DirectoryFileError } from './directory-file-error.ts';
import type { FirstApplication, ImportReport, MadeSecret } from './import-report.ts';
import { toPerson } from './person-record.ts';
import { type FileRecord, lineOf } from './record-kinds.ts';
import { checkedRecord } from './record-rules.ts';

const MOST_WARNINGS = 100;

export interface ImporterOptions {
  readonly session: ImportSession;
  readonly random: Random;
  readonly clock: Clock;
  /** Ids of the accounts that are stored already. */
  readonly knownAccounts: Iterable<string>;
}

/** Takes records in the order of the file, checks them, completes them, and hands them to the storage. */
export class DirectoryImporter {
  /** Records taken so far. */
  records = 0;
  readonly #session: ImportSession;
  readonly #random: Random;
  readonly #now: string;
  readonly #accounts: Set<string>;
  readonly #madeSecrets: MadeSecret[] = [];
  readonly #warnings: string[] = [];
  #firstAccount: string | undefined;
  #firstApplication: FirstApplication | undefined;

  constructor(options: ImporterOptions) {
    this.#session = options.session;
    this.#random = options.random;
    this.#now = toTimestamp(options.clock.now());
    this.#accounts = new Set(options.knownAccounts);
  }

  /** Takes an account; returns the id it is stored under. `id` is used where the record has none. */
  account(record: FileRecord, id: string | undefined): string {
    const given = checkedRecord('account', record);
    const made: MadeField[] = [];
    if (given.id === undefined && id === undefined) made.push('id');
    if (given.provisioning === undefined) made.push('provisioning');
    const account = {
      id: given.id ?? id ?? newResourceId(this.#random),
      name: given.name,
      provisioning: given.provisioning ?? 'manual',
    };
    const stored = this.#apply({ kind: 'account', account, made }, record);
    this.#accounts.add(stored.id);
    this.#firstAccount ??= stored.id;
    return stored.id;
  }

  /** Takes a person of an account. */
  user(record: FileRecord, accountId: string): void {
    const given = checkedRecord('user', record);
    this.#requireAccount(accountId, record);
    this.#apply(toPerson(given, accountId, this.#random, this.#now), record);
  }

  /** Takes an application of an account. */
  application(record: FileRecord, accountId: string): void {
    const given = checkedRecord('application', record);
    this.#requireAccount(accountId, record);
    const complete = toApplication(given, accountId, this.#random);
    const stored = this.#apply(complete.record, record);
    const { name } = given;
    if (given.client_secret === undefined && stored.change === 'created') {
      this.#madeSecrets.push({ clientId: stored.id, accountId, name, secret: complete.secret });
    }
    if (complete.warning !== undefined) this.#warn(`line ${lineOf(record, 'client_secret')}: ${complete.warning}`);
    if (this.#firstApplication === undefined && accountId === this.#firstAccount) {
      const known = given.client_secret !== undefined || stored.change === 'created';
      this.#firstApplication = { accountId, clientId: stored.id, secret: known ? complete.secret : undefined };
    }
  }

  report(summary: ImportSummary): ImportReport {
    return {
      summary,
      madeSecrets: this.#madeSecrets,
      firstAccount: this.#firstAccount,
      firstApplication: this.#firstApplication,
      warnings: this.records === 0 ? ['The file holds no accounts and no people.'] : this.#warnings,
    };
  }

  #requireAccount(accountId: string, record: FileRecord): void {
    if (!this.#accounts.has(accountId)) {
      const field = record.value.account_id === undefined ? undefined : 'account_id';
      throw new DirectoryFileError(
        `There is no account ${accountId}. Create it first, or import a file that has it before its people.`,
        { line: lineOf(record, field), field },
      );
    }
    this.#firstAccount ??= accountId;
  }

  #apply(record: ImportRecord, from: FileRecord): { readonly change: ImportChange; readonly id: string } {
    this.records += 1;
    try {
      return this.#session.apply(record);
    } catch (error) {
      if (!(error instanceof ImportConflict)) throw error;
      throw new DirectoryFileError(error.message, { line: lineOf(from, error.field), field: error.field });
    }
  }

  #warn(sentence: string): void {
    if (this.#warnings.length < MOST_WARNINGS) this.#warnings.push(sentence);
    else if (this.#warnings.length === MOST_WARNINGS) this.#warnings.push('There are more warnings of this kind.');
  }
}
