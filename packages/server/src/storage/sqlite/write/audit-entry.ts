import type { AuditRecord, ChangeContext } from '../../../domain/audit.ts';
import type { Database } from '../database.ts';

const INSERT = `INSERT INTO audit
  (at, action, outcome, reason, account_id, subject, actor_kind, actor_id, address, user_agent, request_id, detail)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** Writes an audit entry in the transaction of the change it speaks of. */
export function writeAudit(database: Database, record: AuditRecord, context: ChangeContext): void {
  const { actor } = context;
  const hasDetail = Object.keys(record.detail).length > 0;
  database.run(
    INSERT,
    context.at,
    record.action,
    record.outcome,
    record.reason ?? null,
    record.accountId ?? null,
    record.subject,
    actor.kind,
    actor.id,
    actor.address ?? null,
    actor.userAgent ?? null,
    context.requestId,
    hasDetail ? JSON.stringify(record.detail) : null,
  );
}

/** An entry of something that succeeded and needs no words. */
export function success(action: AuditRecord['action'], accountId: string, subject: string): AuditRecord {
  return { action, outcome: 'success', reason: undefined, accountId, subject, detail: {} };
}
