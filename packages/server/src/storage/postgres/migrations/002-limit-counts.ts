import type { Migration } from './migration.ts';

/** The kind of a minute that is counted right before its hour. */
const MINUTE_BEFORE_HOUR = 'quota-minute';

/**
 * What servers count together: requests and failed attempts, a row for each window. The columns and their order are
 * those that `RateLimiterPostgres` of rate-limiter-flexible writes; `expire` is in milliseconds since the Unix epoch.
 * A row is written again and again, in the room that its page keeps free.
 *
 * What was counted is on disk before a request passes. A minute is not flushed by itself: its hour is counted right
 * after it, and that flush takes the minute along. A minute without an hour is of another kind.
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

    CREATE FUNCTION rollcall.leave_flush_to_hour() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM set_config('synchronous_commit', 'off', true);
      RETURN NEW;
    END $$;
    CREATE TRIGGER minute_before_hour BEFORE INSERT ON rollcall.limit_counts
      FOR EACH ROW WHEN (starts_with(NEW.key, '${MINUTE_BEFORE_HOUR}:')) EXECUTE FUNCTION rollcall.leave_flush_to_hour();
  `,
};
