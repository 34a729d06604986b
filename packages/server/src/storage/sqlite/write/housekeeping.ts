import { randomBytes } from 'node:crypto';
import { bytes, integer } from '../../row.ts';
import { writeAudit } from './audit-entry.ts';
import type { Verbs } from './intentions.ts';
import type { Transaction } from './transaction.ts';

const KEY_BYTES = 32;

const RECORD_CALLS = `INSERT INTO calls (application, user_agent, api_version, calls, first_at, last_at)
  SELECT number, ?2, ?3, ?4, ?5, ?6 FROM applications WHERE client_id = ?1
  ON CONFLICT DO UPDATE SET calls = calls + excluded.calls,
    first_at = min(first_at, excluded.first_at), last_at = max(last_at, excluded.last_at)`;

export function appendAudit({ database }: Transaction, { record, context }: Verbs['appendAudit']['input']): undefined {
  writeAudit(database, record, context);
}

/** Adds to what is counted already. Records of an application that is gone meanwhile are dropped with it. */
export function recordCalls({ database }: Transaction, { records }: Verbs['recordCalls']['input']): undefined {
  for (const { clientId, userAgent, apiVersion, calls, firstAt, lastAt } of records) {
    database.run(RECORD_CALLS, clientId, userAgent, apiVersion, calls, firstAt, lastAt);
  }
}

/** The key of that name, made on first use. */
export function loadKey({ database }: Transaction, { name }: Verbs['loadKey']['input']): Uint8Array {
  database.run('INSERT INTO keys (name, key) VALUES (?1, ?2) ON CONFLICT DO NOTHING', name, randomBytes(KEY_BYTES));
  const row = database.one('SELECT key FROM keys WHERE name = ?1', name);
  if (row === undefined) throw new Error('A key vanished inside a transaction.');
  return bytes(row, 'key');
}

/** A write that changes nothing anyone reads: it succeeds only if the disk takes it. */
export function probe({ database }: Transaction): undefined {
  database.run('UPDATE store SET probes = probes + 1');
}

/** How often another process changed the database beside the server: see `external-changes.ts`. */
export function externalEpoch(database: Transaction['database']): number {
  const row = database.one('SELECT external_epoch FROM store');
  return row === undefined ? 0 : integer(row, 'external_epoch');
}
