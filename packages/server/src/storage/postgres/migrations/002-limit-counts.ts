import type { Migration } from './migration.ts';

/**
 * What servers count together: requests and failed attempts, a row for each window. The columns and their order are
 * those that `RateLimiterPostgres` of rate-limiter-flexible writes; `expire` is in milliseconds since the Unix epoch.
 * A row is written again and again, in the room that its page keeps free.
 */
export const limitCounts: Migration = {
  name: '002-limit-counts',
  compatibleFrom: 1,
  sql: `
    CREATE TABLE rollcall.limit_counts (
      key text COLLATE "C" PRIMARY KEY,
      points integer NOT NULL DEFAULT 0,
      expire bigint
    ) WITH (fillfactor = 50);
  `,
};
