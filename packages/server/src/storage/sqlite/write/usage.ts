import type { Verbs } from './intentions.ts';
import type { Transaction } from './transaction.ts';

const RECORD_USE = `INSERT INTO secret_uses (application, secret, user_agent, address, uses, first_at, last_at)
  SELECT s.application, s.id, ?3, ?4, ?5, ?6, ?7 FROM applications p JOIN application_secrets s ON s.application = p.number
  WHERE p.client_id = ?1 AND s.id = ?2
  ON CONFLICT DO UPDATE SET uses = uses + excluded.uses,
    first_at = min(first_at, excluded.first_at), last_at = max(last_at, excluded.last_at)`;
const RECORD_HOUR = `INSERT INTO usage (application, hour, calls, refused, limited, failed)
  SELECT number, ?2, ?3, ?4, ?5, ?6 FROM applications WHERE client_id = ?1
  ON CONFLICT DO UPDATE SET calls = calls + excluded.calls, refused = refused + excluded.refused,
    limited = limited + excluded.limited, failed = failed + excluded.failed`;
const SWEEP_HOURS = `DELETE FROM usage WHERE (application, hour) IN
  (SELECT application, hour FROM usage WHERE hour < ?1 ORDER BY hour LIMIT ?2)`;
const SWEEP_SECRETS = `DELETE FROM application_secrets WHERE (application, id) IN
  (SELECT application, id FROM application_secrets WHERE expires_at < ?1 ORDER BY expires_at LIMIT ?2)`;
// The latest use of a secret stays, so that one sees how long nobody needed it.
const SWEEP_USES = `DELETE FROM secret_uses WHERE (application, secret, user_agent, address) IN
  (SELECT application, secret, user_agent, address FROM secret_uses u WHERE last_at < ?1 AND EXISTS
    (SELECT 1 FROM secret_uses o WHERE o.application = u.application AND o.secret = u.secret AND
      (o.last_at, o.user_agent, o.address) > (u.last_at, u.user_agent, u.address))
    ORDER BY last_at LIMIT ?2)`;

export const USAGE_STATEMENTS = { RECORD_USE, RECORD_HOUR, SWEEP_HOURS, SWEEP_SECRETS, SWEEP_USES };

export function recordSecretUses({ database }: Transaction, { uses }: Verbs['recordSecretUses']['input']): undefined {
  for (const { clientId, secretId, userAgent, address, uses: times, firstAt, lastAt } of uses) {
    database.run(RECORD_USE, clientId, secretId, userAgent, address, times, firstAt, lastAt);
  }
}

export function recordUsage({ database }: Transaction, { usage }: Verbs['recordUsage']['input']): undefined {
  for (const { clientId, hour, calls, refused, limited, failed } of usage) {
    database.run(RECORD_HOUR, clientId, hour, calls, refused, limited, failed);
  }
}

/** One chunk of a sweep of each kind. Secrets that ended are refused by their time already. */
export function sweepApplications(
  { database }: Transaction,
  { usedBefore, endedBefore, limit }: Verbs['sweepApplications']['input'],
): number {
  const hours = database.run(SWEEP_HOURS, usedBefore, limit);
  const secrets = database.run(SWEEP_SECRETS, endedBefore, limit);
  return hours + secrets + database.run(SWEEP_USES, usedBefore, limit);
}
