import type { AuditEntry } from '../../../domain/audit.ts';
import { auditEntryFrom } from '../../audit-row.ts';
import type { AuditQuery } from '../../storage.ts';
import type { Database } from '../database.ts';
import { settledNumber } from '../settled-number.ts';
import { plain, type Value } from '../statement.ts';

const COLUMNS = `sequence, at, action, outcome, reason, account_id, subject, actor_kind, actor_id, address, user_agent,
  request_id, detail`;

/**
 * Entries newest first. Numbers are taken in one order, but changes that run at the same time may be committed in
 * another: what is shown ends where every lower number is settled, so that no entry appears later between those that
 * were seen. Waits for the changes that are being committed at this instant.
 */
export async function listAudit(database: Database, query: AuditQuery): Promise<readonly AuditEntry[]> {
  // A page further back lies below a number that was settled when it was seen.
  const through = query.before === undefined ? await settledNumber((question) => database.read(question)) : undefined;
  const { sql, values } = auditSql(query, through);
  return (await database.readAll(plain(sql), ...values)).map(auditEntryFrom);
}

/** Only the conditions that are asked for stand in the statement, so that each finds its index. */
export function auditSql(
  query: AuditQuery,
  through: number | undefined,
): { readonly sql: string; readonly values: readonly Value[] } {
  const conditions: string[] = [];
  const values: Value[] = [];
  const where = (condition: string, value: Value | undefined): void => {
    if (value === undefined) return;
    values.push(value);
    conditions.push(condition.replaceAll('?', `$${values.length}`));
  };
  where('account_id = ?', query.accountId);
  where('action = ?', query.action);
  // Its index holds a digest: what a stranger sent may be long.
  where('md5(subject) = md5(?) AND subject = ?', query.subject);
  where('sequence < ?', query.before);
  where('sequence <= ?', through);
  where('at >= ?', query.since === undefined ? undefined : Date.parse(query.since));
  const filter = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  values.push(query.limit);
  const sql = `SELECT ${COLUMNS} FROM rollcall.audit ${filter} ORDER BY sequence DESC LIMIT $${values.length}`;
  return { sql, values };
}
