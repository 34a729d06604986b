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

const NUMBER = '(SELECT number FROM applications WHERE client_id = ?1)';
const LIST_CALLS = `SELECT p.client_id, c.user_agent, c.api_version, c.calls, c.first_at, c.last_at FROM calls c
  JOIN applications p ON p.number = c.application WHERE p.client_id = ?1 ORDER BY c.last_at DESC, c.user_agent`;
const LIST_SECRETS = `SELECT id, label, created_at, expires_at,
    (SELECT max(last_at) FROM secret_uses u WHERE u.application = s.application AND u.secret = s.id) AS last_used_at
  FROM application_secrets s WHERE application = ${NUMBER} ORDER BY created_at, id`;
const LIST_USES = `SELECT secret, user_agent, address, uses, first_at, last_at FROM secret_uses
  WHERE application = ${NUMBER} AND secret = ?2 ORDER BY last_at DESC, user_agent DESC, address DESC LIMIT ?3`;
const LIST_USAGE = `SELECT hour, calls, refused, limited, failed FROM usage
  WHERE application = ${NUMBER} AND hour >= ?2 ORDER BY hour`;
const SUM_USAGE = `SELECT hour, sum(calls) AS calls, sum(refused) AS refused, sum(limited) AS limited,
  sum(failed) AS failed FROM usage WHERE hour >= ?1 GROUP BY hour ORDER BY hour`;

export const SECRET_STATEMENTS = { LIST_USES, LIST_USAGE, SUM_USAGE };

/** Latest first. */
export function listCalls(database: Database, clientId: string): readonly CallRecord[] {
  return database.all(LIST_CALLS, clientId).map(callRecordFrom);
}

export function listSecrets(database: Database, clientId: string): readonly ApplicationSecret[] {
  return database.all(LIST_SECRETS, clientId).map(applicationSecretFrom);
}

export function listSecretsOf(
  database: Database,
  clientIds: readonly string[],
): ReadonlyMap<string, readonly ApplicationSecret[]> {
  const all = clientIds.map((clientId) => [clientId, listSecrets(database, clientId)] as const);
  return new Map(all.filter(([, secrets]) => secrets.length > 0));
}

/** By secret, as the index has them: however many users there are, few are read. */
export function listSecretUses(database: Database, clientId: string): readonly SecretUse[] {
  const secrets = database.all(LIST_SECRETS, clientId).map((row) => text(row, 'id'));
  const rows = secrets.flatMap((secret) => database.all(LIST_USES, clientId, secret, LISTED_SECRET_USES));
  return secretUsesFrom(clientId, rows);
}

export function listUsage(database: Database, clientId: string, since: number): readonly HourlyUsage[] {
  return database.all(LIST_USAGE, clientId, since).map((row) => hourlyUsageFrom(clientId, row));
}

export function sumUsage(database: Database, since: number): readonly HourOfCalls[] {
  return database.all(SUM_USAGE, since).map(hourOfCallsFrom);
}
