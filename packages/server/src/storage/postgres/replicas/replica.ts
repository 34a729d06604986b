import { integer, text } from '../../row.ts';
import type { Database } from '../database.ts';
import { plain } from '../statement.ts';

/** Says which store it is, without the keys themselves. */
const STORE = `(SELECT coalesce(encode(sha256(string_agg(name || encode(key, 'hex'), ' ' ORDER BY name)::bytea), 'hex'), '')
  FROM rollcall.keys)`;
const PRIMARY = plain(
  `SELECT pg_wal_lsn_diff(pg_current_wal_flush_lsn(), '0/0')::bigint AS written, ${STORE} AS store`,
);
// A database that takes writes is asked for nothing that only a replica knows.
const REPLICA = plain(`SELECT pg_is_in_recovery() AS is_replica,
  coalesce(pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::bigint, 0) AS replayed, ${STORE} AS store`);

/** How far the primary was at a moment. */
export interface Mark {
  /** Milliseconds of `performance.now()`: whatever was committed before is in `written`. */
  readonly at: number;
  /** Bytes of its log. */
  readonly written: number;
  readonly store: string;
}

export async function markOf(primary: Database): Promise<Mark> {
  const at = performance.now();
  const row = await primary.read(PRIMARY);
  if (row === undefined) throw new Error('A question without conditions gave no row.');
  return { at, written: integer(row, 'written'), store: text(row, 'store') };
}

/** One replica, and what is known of how far it is. */
export class Replica {
  readonly database: Database;
  #upTo = Number.NEGATIVE_INFINITY;
  #looking: Promise<string | undefined> | undefined;

  constructor(database: Database) {
    this.database = database;
  }

  /** Whether everything that was committed before a moment is there. */
  holds(moment: number): boolean {
    return this.#upTo >= moment;
  }

  /** It failed: nothing is known of it until somebody has looked again. */
  passOver(): void {
    this.#upTo = Number.NEGATIVE_INFINITY;
  }

  /**
   * Finds out how far it is, against what the primary had written: no clock of another machine is asked.
   * @param marks oldest first
   * @returns why it cannot be read from; undefined where it is only a question of how far it is
   */
  look(marks: readonly Mark[]): Promise<string | undefined> {
    this.#looking ??= this.#look(marks).finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #look(marks: readonly Mark[]): Promise<string | undefined> {
    try {
      const row = await this.database.read(REPLICA);
      if (row?.is_replica !== true) return this.#refuse('It takes writes: it is no replica.');
      const replayed = integer(row, 'replayed');
      const reached = marks.findLast(({ written }) => written <= replayed);
      if (text(row, 'store') !== marks.at(-1)?.store) return this.#refuse('It does not hold this store, or not yet.');
      if (reached !== undefined) this.#upTo = Math.max(this.#upTo, reached.at);
      return undefined;
    } catch (error) {
      return this.#refuse(error instanceof Error ? error.message : String(error));
    }
  }

  #refuse(reason: string): string {
    this.passOver();
    return reason;
  }
}
