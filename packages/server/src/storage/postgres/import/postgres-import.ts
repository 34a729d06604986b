import type pg from 'pg';
import type { ChangeContext } from '../../../domain/audit.ts';
import { ImportRules } from '../../import-rules/import-rules.ts';
import type { ImportRecord, ImportResult, ImportSession, ImportSummary } from '../../import-session.ts';
import { StorageUnavailable } from '../../storage.ts';
import { ask } from '../connection.ts';
import type { Database } from '../database.ts';
import { asUnavailable, isLost } from '../failures.ts';
import { settledNumber } from '../settled-number.ts';
import { plain } from '../statement.ts';
import { merge } from './merge.ts';
import { PostgresLookup } from './postgres-lookup.ts';
import { CREATE_STAGING, copyPeople } from './staging.ts';

/** How long a merge waits for another import, and for who is suspending an owner. */
const LOCK_TIMEOUT = "SET lock_timeout = '15s'";
// Nobody knows the size of what is put aside while it grows: lookups must not read it whole, the merge should.
const LOOK_UP = 'SET enable_seqscan = off';
const MERGE = plain('RESET enable_seqscan');
/** With so many new people the planner's idea of the table is worth renewing at once. */
const MANY = 10_000;

/** @throws StorageUnavailable */
export async function beginImport(database: Database, source: string, context: ChangeContext): Promise<ImportSession> {
  const client = await database.connectAlone();
  try {
    await client.query(`${LOCK_TIMEOUT}; ${LOOK_UP}; ${CREATE_STAGING}`);
    const mark = await settledNumber(async (question) => (await ask(client, question, []))[0]);
    return new PostgresImport({ client, place: database.place, mark, source, context });
  } catch (error) {
    await client.end();
    throw asUnavailable(error, database.place);
  }
}

interface ImportParts {
  /** A connection of its own. */
  readonly client: pg.Client;
  /** For messages. */
  readonly place: string;
  readonly mark: number;
  readonly source: string;
  readonly context: ChangeContext;
}

/**
 * One import. Records are compared with the store and put aside while the file is read, outside of any transaction; the
 * commit merges them in one.
 */
class PostgresImport implements ImportSession {
  readonly #parts: ImportParts;
  readonly #lookup: PostgresLookup;
  readonly #rules: ImportRules;
  #open = true;

  constructor(parts: ImportParts) {
    this.#parts = parts;
    this.#lookup = new PostgresLookup(parts.client);
    this.#rules = new ImportRules(this.#lookup, parts.context.at);
  }

  applyAll(records: readonly ImportRecord[]): Promise<readonly ImportResult[]> {
    return this.#guard(async () => {
      await this.#lookup.prepare(records);
      const results = this.#rules.applyAll(records);
      await copyPeople(this.#parts.client, this.#lookup.taken());
      return results;
    });
  }

  async commit(): Promise<ImportSummary> {
    const { client } = this.#parts;
    const total = this.#rules.total();
    try {
      await this.#guard(async () => {
        await ask(client, MERGE, []);
        await ask(client, plain('BEGIN'), []);
        await merge({ ...this.#parts, rules: this.#rules });
        await this.#commit();
      });
      if (total.of('users').created > MANY) await ask(client, plain('ANALYZE rollcall.users'), []).catch(() => {});
    } finally {
      await this.abort();
    }
    return { accounts: total.of('accounts'), users: total.of('users'), applications: total.of('applications') };
  }

  /** Ending the connection undoes what is not committed, and removes what was put aside. */
  async abort(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    await this.#parts.client.end();
  }

  async #commit(): Promise<void> {
    try {
      await ask(this.#parts.client, plain('COMMIT'), []);
    } catch (error) {
      if (!isLost(error)) throw error;
      throw new StorageUnavailable(
        `The connection to the database ${this.#parts.place} broke at the last moment: the import is stored whole or ` +
          'not at all. Import the file again, which changes nothing where it is stored.',
        { cause: error },
      );
    }
  }

  async #guard<T>(work: () => Promise<T>): Promise<T> {
    if (!this.#open) throw new StorageUnavailable('The import has ended.');
    try {
      return await work();
    } catch (error) {
      throw asUnavailable(error, this.#parts.place);
    }
  }
}
