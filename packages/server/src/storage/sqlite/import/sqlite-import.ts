import type { ChangeContext } from '../../../domain/audit.ts';
import { toTimestamp } from '../../../domain/clock.ts';
import {
  type ImportChange,
  ImportConflict,
  type ImportRecord,
  type ImportSession,
  type ImportSummary,
  StorageUnavailable,
} from '../../storage.ts';
import type { Database } from '../database.ts';
import { asUnavailable } from '../failures.ts';
import { writeAudit } from '../write/audit-entry.ts';
import { AccountImporter } from './account-importer.ts';
import { ApplicationImporter } from './application-importer.ts';
import { ImportTally } from './import-tally.ts';
import { PersonImporter } from './person-importer.ts';
import { type TouchedAccount, TouchedAccounts } from './touched-accounts.ts';

const LEFT_WITHOUT_OWNER = `SELECT 1 WHERE EXISTS (SELECT 1 FROM users WHERE account = ?1)
  AND NOT EXISTS (SELECT 1 FROM users WHERE account = ?1 AND role = 'owner' AND state = 'ACTIVE')`;

export interface ImportParts {
  /** A connection that nobody else writes on while the session lasts. */
  readonly database: Database;
  /** For messages: the data folder. */
  readonly place: string;
  readonly source: string;
  readonly context: ChangeContext;
  /** Lets go of the connection. `committed`: what others have read may be out of date. */
  readonly release: (committed: boolean) => void;
}

/** One import: a single write transaction from the first record to the last, so that it is there whole or not at all. */
export class SqliteImport implements ImportSession {
  readonly #parts: ImportParts;
  readonly #touched = new TouchedAccounts();
  readonly #accounts: AccountImporter;
  readonly #people: PersonImporter;
  readonly #applications: ApplicationImporter;
  #open = true;

  /** @throws StorageUnavailable when another process holds the store for too long */
  constructor(parts: ImportParts) {
    this.#parts = parts;
    const { database, context } = parts;
    const now = toTimestamp(context.at);
    this.#accounts = new AccountImporter(database, this.#touched, now);
    this.#applications = new ApplicationImporter(database, now);
    try {
      this.#people = new PersonImporter(database);
      database.exec('BEGIN IMMEDIATE');
    } catch (error) {
      this.#end(false);
      throw asUnavailable(error, parts.place);
    }
  }

  apply(record: ImportRecord): { readonly change: ImportChange; readonly id: string } {
    // SQLite gives up a transaction by itself when the disk is full: what came after would be stored piece by piece.
    if (!this.#open || !this.#parts.database.inTransaction) throw new StorageUnavailable('The import has ended.');
    try {
      if (record.kind === 'account') return this.#accounts.apply(record);
      const { accountId } = record.kind === 'person' ? record.person : record.application;
      const account = this.#accounts.require(accountId);
      if (account === undefined) throw new ImportConflict('account_id', `There is no account ${accountId}.`);
      const done =
        record.kind === 'person' ? this.#people.apply(account, record) : this.#applications.apply(account, record);
      account.tally.count(record.kind === 'person' ? 'users' : 'applications', done.change);
      return done;
    } catch (error) {
      throw asUnavailable(error, this.#parts.place);
    }
  }

  async commit(): Promise<ImportSummary> {
    const { database, place } = this.#parts;
    const total = new ImportTally();
    try {
      for (const account of this.#touched.all()) {
        this.#settle(account);
        total.add(account.tally);
      }
      // Tells servers beside this process to forget what they have read.
      database.exec('UPDATE store SET external_epoch = external_epoch + 1; COMMIT');
    } catch (error) {
      await this.abort();
      throw asUnavailable(error, place);
    }
    this.#end(true);
    return { accounts: total.of('accounts'), users: total.of('users'), applications: total.of('applications') };
  }

  async abort(): Promise<void> {
    if (!this.#open) return;
    const { database } = this.#parts;
    try {
      if (database.inTransaction) database.exec('ROLLBACK');
    } finally {
      this.#end(false);
    }
  }

  #settle({ number, id, tally }: TouchedAccount): void {
    const { database, source, context } = this.#parts;
    if (database.one(LEFT_WITHOUT_OWNER, number) !== undefined) {
      throw new ImportConflict('users', `The account ${id} would have no active owner. Give it one.`);
    }
    const changes = tally.changes();
    if (Object.keys(changes).length === 0) return;
    const detail = { source, ...changes };
    const entry = { action: 'directory.imported', outcome: 'success', reason: undefined, accountId: id } as const;
    writeAudit(database, { ...entry, subject: id, detail }, context);
  }

  #end(committed: boolean): void {
    this.#open = false;
    this.#parts.release(committed);
  }
}
