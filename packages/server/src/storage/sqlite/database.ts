import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { Row } from '../row.ts';

/** How long a statement waits for another process's lock, in milliseconds: longer than the merge of a large import. */
export const BUSY_TIMEOUT_MS = 15_000;

export interface DatabaseOptions {
  /** Refuses every write: the reading connection. */
  readonly queryOnly?: boolean;
  /** Page cache in KiB. */
  readonly cacheKib?: number;
  readonly busyTimeoutMs?: number;
  /** The database may not grow beyond this many pages: how a test fills the disk. */
  readonly maxPageCount?: number | undefined;
}

/** One connection, and its prepared statements by their text. */
export class Database {
  readonly #connection: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  /** @param location a file, or `:memory:` */
  constructor(location: string, options: DatabaseOptions = {}) {
    this.#connection = new DatabaseSync(location, { timeout: options.busyTimeoutMs ?? BUSY_TIMEOUT_MS });
    try {
      // FULL: what was acknowledged is on disk. A log of some 32 MiB is folded in at a time: each folding waits for the
      // disk twice. The journal limit gives the space back that a large import took.
      this.exec(`PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 8000; PRAGMA cache_size = -${options.cacheKib ?? 16_384};
        PRAGMA journal_size_limit = 67108864; PRAGMA trusted_schema = OFF`);
      if (options.maxPageCount !== undefined) this.exec(`PRAGMA max_page_count = ${options.maxPageCount}`);
      if (options.queryOnly) this.exec('PRAGMA query_only = ON');
    } catch (error) {
      this.#connection.close();
      throw error;
    }
  }

  get inTransaction(): boolean {
    return this.#connection.isTransaction;
  }

  exec(sql: string): void {
    this.#connection.exec(sql);
  }

  /** The first row, or undefined. */
  one(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.statement(sql).get(...values);
  }

  all(sql: string, ...values: SQLInputValue[]): readonly Row[] {
    return this.statement(sql).all(...values);
  }

  /** Runs a change. Returns the number of rows it touched. */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.statement(sql).run(...values).changes);
  }

  iterate(sql: string, ...values: SQLInputValue[]): IterableIterator<Row> {
    return this.statement(sql).iterate(...values);
  }

  /** The prepared statement of a text, kept for the life of the connection. */
  statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#connection.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  close(): void {
    this.#statements.clear();
    this.#connection.close();
  }
}
