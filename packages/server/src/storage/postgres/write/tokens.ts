import type { ChangeContext } from '../../../domain/audit.ts';
import { hashBytes } from '../../application-row.ts';
import { integer } from '../../row.ts';
import type { CredentialHash } from '../../storage.ts';
import type { Database } from '../database.ts';
import { prepared } from '../statement.ts';
import { auditSql, circumstances } from './audit-entry.ts';

/** Expired tokens removed in one go. */
const SWEEP_CHUNK = 1000;

// $1 client id, $2 hash, $3 expires, $4… circumstances, the first of which is the time of issue.
export const ISSUE = prepared(
  'issue_token',
  `WITH owner AS MATERIALIZED (
      SELECT p.number, a.id AS account_id FROM rollcall.applications p JOIN rollcall.accounts a ON a.number = p.account
      WHERE p.client_id = $1),
    token AS (INSERT INTO rollcall.tokens (hash, application, issued_at, expires_at)
      SELECT $2, number, $4::bigint, $3 FROM owner RETURNING hash),
    noted AS (${auditSql(
      {
        action: "'token.issued'",
        outcome: "'success'",
        accountId: 'owner.account_id',
        subject: '$1',
        from: 'owner, token',
      },
      4,
    )})
    SELECT count(*) AS done FROM owner`,
);
// $1 client id, $2 hash, $3… circumstances, the first of which is the time.
export const REVOKE = prepared(
  'revoke_token',
  `WITH dead AS (
      DELETE FROM rollcall.tokens t USING rollcall.applications p, rollcall.accounts a
      WHERE t.hash = $2 AND t.expires_at > $3::bigint AND p.number = t.application AND p.client_id = $1
        AND a.number = p.account RETURNING a.id AS account_id),
    noted AS (${auditSql(
      {
        action: "'token.revoked'",
        outcome: "'success'",
        accountId: 'dead.account_id',
        subject: '$1',
        from: 'dead',
      },
      3,
    )})
    SELECT count(*) AS done FROM dead`,
);
// Those that another server sweeps at the same time are its own.
export const SWEEP = prepared(
  'sweep_tokens',
  `WITH swept AS (DELETE FROM rollcall.tokens WHERE hash IN (
      SELECT hash FROM rollcall.tokens WHERE expires_at < $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED)
    RETURNING 1)
  SELECT count(*) AS done FROM swept`,
);

export async function issueToken(
  database: Database,
  token: { readonly hash: CredentialHash; readonly clientId: string; readonly expiresAt: number },
  context: ChangeContext,
): Promise<boolean> {
  const { hash, clientId, expiresAt } = token;
  const row = await database.write(ISSUE, clientId, hashBytes(hash), expiresAt, ...circumstances(context));
  return row !== undefined && integer(row, 'done') === 1;
}

export async function revokeToken(
  database: Database,
  hash: CredentialHash,
  clientId: string,
  context: ChangeContext,
): Promise<boolean> {
  const row = await database.write(REVOKE, clientId, hashBytes(hash), ...circumstances(context));
  return row !== undefined && integer(row, 'done') === 1;
}

/** @param before milliseconds since the Unix epoch */
export async function sweepTokens(database: Database, before: number): Promise<number> {
  for (let swept = 0; ; ) {
    const row = await database.write(SWEEP, before, SWEEP_CHUNK);
    const done = row === undefined ? 0 : integer(row, 'done');
    swept += done;
    if (done < SWEEP_CHUNK) return swept;
  }
}
