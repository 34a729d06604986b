import type { AuditEntry } from '../../../domain/audit.ts';
import { auditEntryFrom } from '../../audit-row.ts';
import type { AuditQuery } from '../../audit-verbs.ts';
import { integer } from '../../row.ts';
import type { Database } from '../database.ts';
import { settledNumber } from '../settled-number.ts';
import { plain, prepared, type Value } from '../statement.ts';

const COLUMNS = `sequence, at, action, outcome, reason, account_id, subject, actor_kind, actor_id, address, user_agent,
  request_id, detail`;

export const AUDIT_STATEMENTS = {
  newest: prepared('newest_audit', 'SELECT coalesce(max(sequence), 0) AS sequence FROM rollcall.audit'),
  follow: prepared(
    'follow_audit',
    `SELECT ${COLUMNS} FROM rollcall.audit WHERE sequence > $1 AND sequence <= $2 ORDER BY sequence LIMIT $3`,
  ),
} as const;

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
  where(typeof query.action === 'object' ? 'action = ANY(?)' : 'action = ?', query.action);
  // Its index holds a digest: what a stranger sent may be long.
  where('md5(subject) = md5(?) AND subject = ?', query.subject);
  where('md5(actor_id) = md5(?) AND actor_id = ?', query.actor);
  where('sequence < ?', query.before);
  where('sequence <= ?', through);
  where('at >= ?', query.since === undefined ? undefined : Date.parse(query.since));
  where('at < ?', query.until === undefined ? undefined : Date.parse(query.until));
  // As it stands in the condition of its index.
  if (query.outcome !== undefined) conditions.push(`outcome = '${query.outcome}'`);
  const filter = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  values.push(query.limit);
  const sql = `SELECT ${COLUMNS} FROM rollcall.audit ${filter} ORDER BY sequence DESC LIMIT $${values.length}`;
  return { sql, values };
}

export async function newestAudit(database: Database): Promise<number> {
  return await settledNumber((question) => database.read(question));
}

/**
 * Oldest first, up to where every number is settled: whoever goes on from there misses nothing. Settling makes changes
 * wait for an instant, so it is asked for only where there is something new.
 */
export async function followAudit(database: Database, after: number, limit: number): Promise<readonly AuditEntry[]> {
  const newest = await database.read(AUDIT_STATEMENTS.newest);
  if (newest === undefined || integer(newest, 'sequence') <= after) return [];
  const through = await settledNumber((question) => database.read(question));
  return (await database.readAll(AUDIT_STATEMENTS.follow, after, through, limit)).map(auditEntryFrom);
}
