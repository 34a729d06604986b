import type { SQLInputValue } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import type { AuditEntry } from '../../../domain/audit.ts';
import { auditEntryFrom } from '../../audit-row.ts';
import type { AuditQuery } from '../../audit-verbs.ts';
import { integer } from '../../row.ts';
import type { Database } from '../database.ts';

export const AUDIT_STATEMENTS = {
  newest: 'SELECT coalesce(max(sequence), 0) AS sequence FROM audit',
  follow: 'SELECT * FROM audit WHERE sequence > ?1 ORDER BY sequence LIMIT ?2',
} as const;

/** Numbers that are looked through in one go, to begin with: as many as are sure to take a few milliseconds at most. */
const FIRST_STRETCH = 10_000;
/** Whoever waits beside a search through millions of entries waits for no longer than about this. */
const PATIENCE_MS = 5;

/**
 * Entries newest first. Conditions that hardly any entry meets may lead through all of them: others get their turn in
 * between.
 * @param read asks the store, now
 */
export async function listAudit(
  query: AuditQuery,
  read: <T>(question: (database: Database) => T) => T,
): Promise<readonly AuditEntry[]> {
  const found: AuditEntry[] = [];
  let before = query.before ?? read(newestAudit) + 1;
  for (let stretch = FIRST_STRETCH; ; ) {
    const from = before - stretch;
    const { sql, values } = auditSql({ ...query, before, limit: query.limit - found.length }, from);
    const began = performance.now();
    found.push(...read((database) => database.all(sql, ...values)).map(auditEntryFrom));
    if (found.length >= query.limit || from <= 1) return found;
    before = from;
    const took = performance.now() - began;
    if (took > PATIENCE_MS) stretch = Math.max(1, Math.floor(stretch / 2));
    else if (took < PATIENCE_MS / 2) stretch *= 2;
    await setImmediate();
  }
}

/**
 * Only the conditions that are asked for stand in the statement, so that each finds its index.
 * @param from the lowest number to look at
 */
export function auditSql(
  query: AuditQuery,
  from: number,
): { readonly sql: string; readonly values: readonly SQLInputValue[] } {
  const conditions: string[] = [];
  const values: SQLInputValue[] = [];
  const where = (condition: string, value: SQLInputValue | undefined): void => {
    if (value === undefined) return;
    conditions.push(condition);
    values.push(value);
  };
  where('account_id = ?', query.accountId);
  if (typeof query.action === 'object')
    where('action IN (SELECT value FROM json_each(?))', JSON.stringify(query.action));
  else where('action = ?', query.action);
  where('subject = ?', query.subject);
  where('actor_id = ?', query.actor);
  // As it stands in the condition of its index.
  if (query.outcome !== undefined) conditions.push(`outcome = '${query.outcome}'`);
  where('sequence < ?', query.before);
  where('sequence >= ?', from);
  where('at >= ?', query.since === undefined ? undefined : Date.parse(query.since));
  where('at < ?', query.until === undefined ? undefined : Date.parse(query.until));
  const filter = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  values.push(query.limit);
  return { sql: `SELECT * FROM audit ${filter} ORDER BY sequence DESC LIMIT ?`, values };
}

export function newestAudit(database: Database): number {
  const row = database.one(AUDIT_STATEMENTS.newest);
  return row === undefined ? 0 : integer(row, 'sequence');
}

/** Oldest first. One writes after the other, so that no entry appears below one that was read. */
export function followAudit(database: Database, after: number, limit: number): readonly AuditEntry[] {
  return database.all(AUDIT_STATEMENTS.follow, after, limit).map(auditEntryFrom);
}
