import {
  applicationSecretFrom,
  callRecordFrom,
  hourlyUsageFrom,
  hourOfCallsFrom,
  secretUsesFrom,
} from '../../application-rows.ts';
import {
  type ApplicationSecret,
  type HourlyUsage,
  type HourOfCalls,
  LISTED_SECRET_USES,
  type SecretUse,
} from '../../application-verbs.ts';
import { text } from '../../row.ts';
import type { CallRecord } from '../../storage.ts';
import type { Database } from '../database.ts';
import { plain } from '../statement.ts';

const NUMBER = '(SELECT number FROM rollcall.applications WHERE client_id = $1)';
const LIST_CALLS = plain(`SELECT p.client_id, c.user_agent, c.api_version, c.calls, c.first_at, c.last_at
  FROM rollcall.calls c JOIN rollcall.applications p ON p.number = c.application
  WHERE p.client_id = $1 ORDER BY c.last_at DESC, c.user_agent`);
const LIST_SECRETS = plain(`SELECT id, label, created_at, expires_at,
    (SELECT max(last_at) FROM rollcall.secret_uses u WHERE u.application = s.application AND u.secret = s.id)
      AS last_used_at
  FROM rollcall.application_secrets s WHERE application = ${NUMBER} ORDER BY created_at, id`);
const LIST_SECRETS_OF = plain(`SELECT p.client_id, s.* FROM rollcall.applications p CROSS JOIN LATERAL (
    SELECT id, label, created_at, expires_at,
      (SELECT max(last_at) FROM rollcall.secret_uses u WHERE u.application = a.application AND u.secret = a.id)
        AS last_used_at
    FROM rollcall.application_secrets a WHERE a.application = p.number) s
  WHERE p.client_id = ANY($1) ORDER BY s.created_at, s.id`);
// By secret, as the index has them: however many users there are, few are read.
const LIST_USES = plain(`SELECT u.* FROM rollcall.application_secrets s CROSS JOIN LATERAL (
    SELECT secret, user_agent, address, uses, first_at, last_at FROM rollcall.secret_uses
    WHERE application = s.application AND secret = s.id
    ORDER BY last_at DESC, user_agent DESC, address DESC LIMIT $2) u
  WHERE s.application = ${NUMBER}`);
const LIST_USAGE = plain(`SELECT hour, calls, refused, limited, failed FROM rollcall.usage
  WHERE application = ${NUMBER} AND hour >= $2 ORDER BY hour`);
const SUM_USAGE = plain(`SELECT hour, sum(calls)::bigint AS calls, sum(refused)::bigint AS refused,
  sum(limited)::bigint AS limited, sum(failed)::bigint AS failed
  FROM rollcall.usage WHERE hour >= $1 GROUP BY hour ORDER BY hour`);

export const SECRET_STATEMENTS = { LIST_USES, LIST_USAGE, SUM_USAGE };

/** Latest first. */
export async function listCalls(database: Database, clientId: string): Promise<readonly CallRecord[]> {
  return (await database.readAll(LIST_CALLS, clientId)).map(callRecordFrom);
}

export async function listSecrets(database: Database, clientId: string): Promise<readonly ApplicationSecret[]> {
  return (await database.readAll(LIST_SECRETS, clientId)).map(applicationSecretFrom);
}

export async function listSecretsOf(
  database: Database,
  clientIds: readonly string[],
): Promise<ReadonlyMap<string, readonly ApplicationSecret[]>> {
  const rows = await database.readAll(LIST_SECRETS_OF, clientIds);
  const byClient = Map.groupBy(rows, (row) => text(row, 'client_id'));
  return new Map(byClient.entries().map(([clientId, own]) => [clientId, own.map(applicationSecretFrom)]));
}

export async function listSecretUses(database: Database, clientId: string): Promise<readonly SecretUse[]> {
  return secretUsesFrom(clientId, await database.readAll(LIST_USES, clientId, LISTED_SECRET_USES));
}

export async function listUsage(database: Database, clientId: string, since: number): Promise<readonly HourlyUsage[]> {
  return (await database.readAll(LIST_USAGE, clientId, since)).map((row) => hourlyUsageFrom(clientId, row));
}

export async function sumUsage(database: Database, since: number): Promise<readonly HourOfCalls[]> {
  return (await database.readAll(SUM_USAGE, since)).map(hourOfCallsFrom);
}
