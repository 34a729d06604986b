import { sweptBefore } from '../../application-rows.ts';
import type { HourlyUsage, SecretUse } from '../../application-verbs.ts';
import { integer } from '../../row.ts';
import type { Database } from '../database.ts';
import { plain, prepared, type Statement } from '../statement.ts';

/** Rows removed in one go. */
const SWEEP_CHUNK = 1000;

// In one order, so that servers that write at the same time wait for each other and not in a circle.
const RECORD_USES = plain(`INSERT INTO rollcall.secret_uses AS u
    (application, secret, user_agent, address, uses, first_at, last_at)
  SELECT s.application, s.id, g.user_agent, g.address, sum(g.uses), min(g.first_at), max(g.last_at)
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[])
    AS g (client_id, secret, user_agent, address, uses, first_at, last_at)
  JOIN rollcall.applications p ON p.client_id = g.client_id
  JOIN rollcall.application_secrets s ON s.application = p.number AND s.id = g.secret
  GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
  ON CONFLICT (application, secret, user_agent, address) DO UPDATE SET uses = u.uses + excluded.uses,
    first_at = least(u.first_at, excluded.first_at), last_at = greatest(u.last_at, excluded.last_at)`);
const RECORD_USAGE = plain(`INSERT INTO rollcall.usage AS u (application, hour, calls, refused, limited, failed)
  SELECT p.number, g.hour, sum(g.calls), sum(g.refused), sum(g.limited), sum(g.failed)
  FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[])
    AS g (client_id, hour, calls, refused, limited, failed)
  JOIN rollcall.applications p ON p.client_id = g.client_id
  GROUP BY 1, 2 ORDER BY 1, 2
  ON CONFLICT (application, hour) DO UPDATE SET calls = u.calls + excluded.calls,
    refused = u.refused + excluded.refused, limited = u.limited + excluded.limited, failed = u.failed + excluded.failed`);

// Rows that another server sweeps at the same time are its own.
const SWEEP_USAGE = prepared(
  'sweep_usage',
  `WITH swept AS (DELETE FROM rollcall.usage WHERE (application, hour) IN (
      SELECT application, hour FROM rollcall.usage WHERE hour < $1 ORDER BY hour LIMIT $2 FOR UPDATE SKIP LOCKED)
    RETURNING 1)
  SELECT count(*) AS done FROM swept`,
);
const SWEEP_SECRETS = prepared(
  'sweep_secrets',
  `WITH swept AS (DELETE FROM rollcall.application_secrets WHERE (application, id) IN (
      SELECT application, id FROM rollcall.application_secrets WHERE expires_at < $1 ORDER BY expires_at LIMIT $2
      FOR UPDATE SKIP LOCKED)
    RETURNING 1)
  SELECT count(*) AS done FROM swept`,
);
// The latest use of a secret stays, so that one sees how long nobody needed it.
const SWEEP_USES = prepared(
  'sweep_uses',
  `WITH swept AS (DELETE FROM rollcall.secret_uses WHERE (application, secret, user_agent, address) IN (
      SELECT application, secret, user_agent, address FROM rollcall.secret_uses u WHERE last_at < $1 AND EXISTS (
        SELECT 1 FROM rollcall.secret_uses o WHERE o.application = u.application AND o.secret = u.secret
          AND (o.last_at, o.user_agent, o.address) > (u.last_at, u.user_agent, u.address))
      ORDER BY last_at LIMIT $2 FOR UPDATE OF u SKIP LOCKED)
    RETURNING 1)
  SELECT count(*) AS done FROM swept`,
);

export const USAGE_STATEMENTS = { RECORD_USES, RECORD_USAGE, SWEEP_USAGE, SWEEP_SECRETS, SWEEP_USES };

export async function recordSecretUses(database: Database, uses: readonly SecretUse[]): Promise<void> {
  if (uses.length === 0) return;
  await database.write(
    RECORD_USES,
    uses.map((one) => one.clientId),
    uses.map((one) => one.secretId),
    uses.map((one) => one.userAgent),
    uses.map((one) => one.address),
    uses.map((one) => one.uses),
    uses.map((one) => one.firstAt),
    uses.map((one) => one.lastAt),
  );
}

export async function recordUsage(database: Database, usage: readonly HourlyUsage[]): Promise<void> {
  if (usage.length === 0) return;
  await database.write(
    RECORD_USAGE,
    usage.map((one) => one.clientId),
    usage.map((one) => one.hour),
    usage.map((one) => one.calls),
    usage.map((one) => one.refused),
    usage.map((one) => one.limited),
    usage.map((one) => one.failed),
  );
}

/** @param now milliseconds since the Unix epoch */
export async function sweepApplications(database: Database, now: number): Promise<number> {
  const { usedBefore, endedBefore } = sweptBefore(now);
  const hours = await sweep(database, SWEEP_USAGE, usedBefore);
  const secrets = await sweep(database, SWEEP_SECRETS, endedBefore);
  return hours + secrets + (await sweep(database, SWEEP_USES, usedBefore));
}

async function sweep(database: Database, statement: Statement, before: number): Promise<number> {
  for (let swept = 0; ; ) {
    const row = await database.write(statement, before, SWEEP_CHUNK);
    const done = row === undefined ? 0 : integer(row, 'done');
    swept += done;
    if (done < SWEEP_CHUNK) return swept;
  }
}
