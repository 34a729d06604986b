import type { Clock } from '../domain/clock.ts';
import { toTimestamp } from '../domain/clock.ts';
import type { Random } from '../domain/random.ts';
import { newResourceId } from '../domain/resource-id.ts';
import {
  ImportConflict,
  type ImportRecord,
  type ImportResult,
  type ImportSession,
  type ImportSummary,
  type MadeField,
} from '../storage/import-session.ts';
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

/** A record on its way to the storage. */
interface Waiting {
  readonly record: ImportRecord;
  readonly from: FileRecord;
  /** Hears what became of it, in the order of the file. */
  readonly onResult: ((result: ImportResult) => void) | undefined;
}

/**
 * Takes records in the order of the file, checks them and completes them at once, and hands them to the storage in
 * batches: whenever `settle` is called.
 */
export class DirectoryImporter {
  /** Records taken so far. */
  records = 0;
  readonly #session: ImportSession;
  readonly #random: Random;
  readonly #now: string;
  readonly #accounts: Set<string>;
  readonly #madeSecrets: MadeSecret[] = [];
  readonly #warnings: string[] = [];
  /** Ids that accounts are stored under, by the ones that were made for them. */
  readonly #storedIds = new Map<string, string>();
  #waiting: Waiting[] = [];
  #settling: Promise<void> = Promise.resolve();
  #firstAccount: string | undefined;
  #firstApplication: FirstApplication | undefined;

  constructor(options: ImporterOptions) {
    this.#session = options.session;
    this.#random = options.random;
    this.#now = toTimestamp(options.clock.now());
    this.#accounts = new Set(options.knownAccounts);
  }

  /** Takes an account; returns the id to name it by from now on. `id` is used where the record has none. */
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
    this.#take({ kind: 'account', account, made }, record, (stored) => this.#storedIds.set(account.id, stored.id));
    this.#accounts.add(account.id);
    this.#firstAccount ??= account.id;
    return account.id;
  }

  /** Takes a person of an account. */
  user(record: FileRecord, accountId: string): void {
    const given = checkedRecord('user', record);
    this.#requireAccount(accountId, record);
    this.#take(toPerson(given, accountId, this.#random, this.#now), record);
  }

  /** Takes an application of an account. */
  application(record: FileRecord, accountId: string): void {
    const given = checkedRecord('application', record);
    this.#requireAccount(accountId, record);
    const complete = toApplication(given, accountId, this.#random);
    if (complete.warning !== undefined) this.#warn(`line ${lineOf(record, 'client_secret')}: ${complete.warning}`);
    const isFirst = accountId === this.#firstAccount;
    const { name, client_secret: givenSecret } = given;
    this.#take(complete.record, record, ({ change, id: clientId }) => {
      const { secret } = complete;
      const id = this.#storedId(accountId);
      if (givenSecret === undefined && change === 'created') {
        this.#madeSecrets.push({ clientId, accountId: id, name, secret });
      }
      const known = givenSecret !== undefined || change === 'created';
      if (isFirst) this.#firstApplication ??= { accountId: id, clientId, secret: known ? secret : undefined };
    });
  }

  /**
   * Hands what has been taken to the storage. One batch at a time, however often it is called.
   * @throws DirectoryFileError naming the line of a record that cannot be stored
   */
  settle(): Promise<void> {
    this.#settling = this.#settling.then(() => this.#settleBatch());
    return this.#settling;
  }

  report(summary: ImportSummary): ImportReport {
    return {
      summary,
      madeSecrets: this.#madeSecrets,
      firstAccount: this.#firstAccount === undefined ? undefined : this.#storedId(this.#firstAccount),
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

  #take(record: ImportRecord, from: FileRecord, onResult?: (result: ImportResult) => void): void {
    this.records += 1;
    this.#waiting.push({ record, from, onResult });
  }

  async #settleBatch(): Promise<void> {
    const batch = this.#waiting;
    if (batch.length === 0) return;
    this.#waiting = [];
    try {
      const results = await this.#session.applyAll(batch.map(({ record }) => record));
      results.forEach((result, place) => {
        batch[place]?.onResult?.(result);
      });
    } catch (error) {
      const from = error instanceof ImportConflict ? batch[error.place ?? -1]?.from : undefined;
      if (!(error instanceof ImportConflict) || from === undefined) throw error;
      throw new DirectoryFileError(error.message, { line: lineOf(from, error.field), field: error.field });
    }
  }

  #storedId(accountId: string): string {
    return this.#storedIds.get(accountId) ?? accountId;
  }

  #warn(sentence: string): void {
    if (this.#warnings.length < MOST_WARNINGS) this.#warnings.push(sentence);
    else if (this.#warnings.length === MOST_WARNINGS) this.#warnings.push('There are more warnings of this kind.');
  }
}
