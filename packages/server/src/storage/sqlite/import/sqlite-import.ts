import type { ChangeContext } from '../../../domain/audit.ts';
import { toTimestamp } from '../../../domain/clock.ts';
import { ImportRules, ownerless } from '../../import-rules/import-rules.ts';
import type { TouchedAccount } from '../../import-rules/touched-accounts.ts';
import type { ImportCounts, ImportRecord, ImportResult, ImportSession, ImportSummary } from '../../import-session.ts';
import { StorageUnavailable } from '../../storage.ts';
import type { Database } from '../database.ts';
import { asUnavailable } from '../failures.ts';
import { writeAudit } from '../write/audit-entry.ts';
import { mergeAccount } from './account-merge.ts';
import { mergeApplication } from './application-merge.ts';
import { directoryMark } from './directory-mark.ts';
import { SqliteLookup } from './sqlite-lookup.ts';
import { StagedPeople } from './staged-people.ts';

const LEFT_WITHOUT_OWNER = `SELECT 1 WHERE EXISTS (SELECT 1 FROM users WHERE account = ?1)
  AND NOT EXISTS (SELECT 1 FROM users WHERE account = ?1 AND role = 'owner' AND state = 'ACTIVE')`;
// Says to servers beside this process that what they have read may be out of date. As the first statement on the store
// it also takes the write lock, or waits for it.
const ANNOUNCE = 'UPDATE main.store SET external_epoch = external_epoch + 1';

export interface ImportParts {
  /** A connection that nobody else writes on while the session lasts. */
  readonly database: Database;
  /** A connection to look things up on; not the same one where there are other processes to keep out of the way of. */
  readonly lookup: Database;
  /** For messages: the data folder. */
  readonly place: string;
  readonly source: string;
  readonly context: ChangeContext;
  /** Lets go of the connections. `committed`: what others have read may be out of date. */
  readonly release: (committed: boolean) => void;
}

/**
 * One import. Records are compared with the store and gathered aside while the file is read, however long that takes;
 * nobody sees them and no writer waits. The commit merges them in one transaction.
 */
export class SqliteImport implements ImportSession {
  readonly #parts: ImportParts;
  readonly #rules: ImportRules;
  readonly #staged: StagedPeople;
  readonly #mark: number;
  #open = true;

  constructor(parts: ImportParts) {
    this.#parts = parts;
    const { database, lookup, place } = parts;
    try {
      this.#mark = directoryMark(lookup);
      // Open from the first record to the last: on its own it would be written out after each. Touches no file of the
      // store before the merge.
      database.exec('BEGIN');
      this.#staged = new StagedPeople(database);
      this.#rules = new ImportRules(new SqliteLookup(lookup, this.#staged), parts.context.at);
    } catch (error) {
      this.#end(false);
      throw asUnavailable(error, place);
    }
  }

  applyAll(records: readonly ImportRecord[]): readonly ImportResult[] {
    // SQLite gives up a transaction by itself when the disk is full: what came after would be stored piece by piece.
    if (!this.#open || !this.#parts.database.inTransaction) throw new StorageUnavailable('The import has ended.');
    try {
      return this.#rules.applyAll(records);
    } catch (error) {
      throw asUnavailable(error, this.#parts.place);
    }
  }

  async commit(): Promise<ImportSummary> {
    if (!this.#open) throw new StorageUnavailable('The import has ended.');
    const { database, place } = this.#parts;
    const total = this.#rules.total();
    try {
      this.#merge(total.of('users'));
      this.#staged.discard();
      database.exec('COMMIT');
    } catch (error) {
      await this.abort();
      throw asUnavailable(error, place);
    }
    this.#end(true);
    return { accounts: total.of('accounts'), users: total.of('users'), applications: total.of('applications') };
  }

  async abort(): Promise<void> {
    if (this.#open) this.#end(false);
  }

  #merge(people: ImportCounts): void {
    const { database, context } = this.#parts;
    const now = toTimestamp(context.at);
    database.exec(ANNOUNCE);
    if (directoryMark(database) !== this.#mark) {
      throw new StorageUnavailable('The directory was changed by somebody else meanwhile. Import the file again.');
    }
    for (const account of this.#rules.accounts()) mergeAccount(database, account, now);
    this.#staged.merge(people);
    for (const application of this.#rules.applications()) mergeApplication(database, application, context.at);
    for (const account of this.#rules.accounts()) this.#settle(account);
  }

  #settle({ number, id, tally }: TouchedAccount): void {
    const { database, source, context } = this.#parts;
    if (database.one(LEFT_WITHOUT_OWNER, number) !== undefined) throw ownerless(id);
    const changes = tally.changes();
    if (Object.keys(changes).length === 0) return;
    const detail = { source, ...changes };
    const entry = { action: 'directory.imported', outcome: 'success', reason: undefined, accountId: id } as const;
    writeAudit(database, { ...entry, subject: id, detail }, context);
  }

  #end(committed: boolean): void {
    this.#open = false;
    const { database, release } = this.#parts;
    try {
      if (database.inTransaction) database.exec('ROLLBACK');
    } finally {
      release(committed);
    }
  }
}
