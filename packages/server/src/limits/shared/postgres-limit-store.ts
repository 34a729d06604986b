import { RateLimiterPostgres } from 'rate-limiter-flexible';
import type { Database } from '../../storage/postgres/database.ts';
import { plain, type Value } from '../../storage/postgres/statement.ts';
import type { LimitStore } from '../limit-store.ts';

/** What the library asks of a pool. */
interface Question {
  readonly name?: string;
  readonly text: string;
  readonly values: readonly Value[];
}

/** A clock that lags behind may not call a window over yet. */
const GRACE_MS = 3_600_000;
/** Rows removed in one go: however many there are, each go ends well before the database gives up on it. */
const SWEEP_CHUNK = 10_000;
/** Rows that another server is just removing are left to it: nobody waits for anybody, in any order. */
const SWEEP = plain(`
  WITH swept AS (DELETE FROM rollcall.limit_counts WHERE key IN (
    SELECT key FROM rollcall.limit_counts
    WHERE expire < extract(epoch FROM clock_timestamp()) * 1000 - ${GRACE_MS} LIMIT ${SWEEP_CHUNK} FOR UPDATE SKIP LOCKED
  ) RETURNING 1)
  SELECT count(*)::integer AS done FROM swept`);
const NOW = plain('SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now');

/** Counts in the database of the data, on the same pool: the caller keeps the database, and closes it. */
export function openPostgresLimitStore(database: Database): LimitStore {
  const storeClient = {
    async query({ name, text, values }: Question) {
      const row = await database.write({ name, text }, ...values);
      return { rows: row === undefined ? [] : [row], rowCount: row === undefined ? 0 : 1 };
    },
  };
  return {
    counter: (keyPrefix, points, duration) =>
      new RateLimiterPostgres({
        storeClient,
        storeType: 'pool',
        schemaName: 'rollcall',
        tableName: 'limit_counts',
        tableCreated: true, // by our own migration
        clearExpiredByTimeout: false, // by `sweep`, once for all counters
        keyPrefix,
        points,
        duration,
      }),
    check: async () => {}, // the storage on the same database is asked already
    sweep: async () => {
      while ((await database.write(SWEEP))?.done === SWEEP_CHUNK);
      const askedAt = Date.now();
      const row = await database.read(NOW);
      const answeredAt = Date.now();
      // Half of the way there and back: the database looked at its clock somewhere in between.
      return (askedAt + answeredAt) / 2 - Number(row?.now);
    },
    close: async () => {},
  };
}
