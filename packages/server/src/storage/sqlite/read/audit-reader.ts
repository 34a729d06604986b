import type { SQLInputValue } from 'node:sqlite';
import type { AuditEntry } from '../../../domain/audit.ts';
import { auditEntryFrom } from '../../audit-row.ts';
import type { AuditQuery } from '../../storage.ts';
import type { Database } from '../database.ts';

/** Entries newest first. Only the conditions that are asked for stand in the statement, so that each finds its index. */
export function listAudit(database: Database, query: AuditQuery): readonly AuditEntry[] {
  const { sql, values } = auditSql(query);
  return database.all(sql, ...values).map(auditEntryFrom);
}

export function auditSql(query: AuditQuery): { readonly sql: string; readonly values: readonly SQLInputValue[] } {
  const conditions: string[] = [];
  const values: SQLInputValue[] = [];
  const where = (condition: string, value: SQLInputValue | undefined): void => {
    if (value === undefined) return;
    conditions.push(condition);
    values.push(value);
  };
  where('account_id = ?', query.accountId);
  where('action = ?', query.action);
  where('subject = ?', query.subject);
  where('sequence < ?', query.before);
  where('at >= ?', query.since === undefined ? undefined : Date.parse(query.since));
  const filter = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  values.push(query.limit);
  return { sql: `SELECT * FROM audit ${filter} ORDER BY sequence DESC LIMIT ?`, values };
}
