import { randomBytes } from 'node:crypto';
import type { AuditRecord, ChangeContext } from '../../../domain/audit.ts';
import { bytes, integer } from '../../row.ts';
import { type CallRecord, StorageUnavailable } from '../../storage.ts';
import type { Database } from '../database.ts';
import { refuseIncompatible } from '../migrate.ts';
import { plain, prepared } from '../statement.ts';
import { auditSql, circumstances, detailText } from './audit-entry.ts';

const KEY_BYTES = 32;

/** $1 action, $2 outcome, $3 reason, $4 account, $5 subject, $6 detail, $7… circumstances. */
export const APPEND_AUDIT = prepared(
  'append_audit',
  auditSql(
    {
      action: '$1',
      outcome: '$2',
      reason: '$3::text',
      accountId: '$4::text',
      subject: '$5',
      detail: '$6::text',
      from: '(SELECT 1) AS once',
    },
    7,
  ),
);
// In one order, so that servers that write at the same time wait for each other and not in a circle.
const RECORD_CALLS = plain(`INSERT INTO rollcall.calls AS c
    (application, user_agent, api_version, calls, first_at, last_at)
  SELECT p.number, g.user_agent, g.api_version, sum(g.calls), min(g.first_at), max(g.last_at)
  FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[])
    AS g (client_id, user_agent, api_version, calls, first_at, last_at)
  JOIN rollcall.applications p ON p.client_id = g.client_id
  GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
  ON CONFLICT (application, user_agent, api_version) DO UPDATE SET calls = c.calls + excluded.calls,
    first_at = least(c.first_at, excluded.first_at), last_at = greatest(c.last_at, excluded.last_at)`);
const MAKE_KEY = plain('INSERT INTO rollcall.keys (name, key) VALUES ($1, $2) ON CONFLICT DO NOTHING');
const FIND_KEY = plain('SELECT key FROM rollcall.keys WHERE name = $1');
// A write that changes nothing anyone reads: it succeeds only if the database takes it.
const PROBE = plain(`WITH probe AS (UPDATE rollcall.store SET probes = probes + 1)
  SELECT max(version) AS version, max(compatible_from) AS compatible_from FROM rollcall.schema_migrations`);

export async function appendAudit(database: Database, record: AuditRecord, context: ChangeContext): Promise<void> {
  const { action, outcome, reason = null, accountId = null, subject, detail } = record;
  const values = [action, outcome, reason, accountId, subject, detailText(detail)];
  await database.write(APPEND_AUDIT, ...values, ...circumstances(context));
}

/** Adds to what is counted already. Records of an application that is gone meanwhile are dropped with it. */
export async function recordCalls(database: Database, records: readonly CallRecord[]): Promise<void> {
  if (records.length === 0) return;
  await database.write(
    RECORD_CALLS,
    records.map((one) => one.clientId),
    records.map((one) => one.userAgent),
    records.map((one) => one.apiVersion),
    records.map((one) => one.calls),
    records.map((one) => one.firstAt),
    records.map((one) => one.lastAt),
  );
}

/** The key of that name, made on first use: by one server, whichever comes first. */
export async function loadKey(database: Database, name: string): Promise<Uint8Array> {
  const known = await database.read(FIND_KEY, name);
  if (known !== undefined) return bytes(known, 'key');
  await database.write(MAKE_KEY, name, randomBytes(KEY_BYTES));
  const made = await database.read(FIND_KEY, name);
  if (made === undefined) throw new Error('A key vanished.');
  return bytes(made, 'key');
}

/** @throws StorageUnavailable unless the database reads and writes, and its schema still is one for this program */
export async function check(database: Database): Promise<void> {
  const row = await database.write(PROBE);
  if (row === undefined) throw new StorageUnavailable(`The database ${database.place} holds no Rollcall store.`);
  try {
    const schema = { version: integer(row, 'version'), compatibleFrom: integer(row, 'compatible_from') };
    refuseIncompatible(schema, database.place);
  } catch (error) {
    throw new StorageUnavailable(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
