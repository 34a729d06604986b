import { ACTOR_KINDS, AUDIT_ACTIONS, AUDIT_OUTCOMES, type AuditEntry } from '../domain/audit.ts';
import { integer, oneOf, optionalText, type Row, text } from './row.ts';

/** An audit entry from its row: both engines name their columns alike. */
export function auditEntryFrom(row: Row): AuditEntry {
  const detail = optionalText(row, 'detail');
  return {
    sequence: integer(row, 'sequence'),
    time: new Date(integer(row, 'at')).toISOString(),
    action: oneOf(row, 'action', AUDIT_ACTIONS),
    outcome: oneOf(row, 'outcome', AUDIT_OUTCOMES),
    reason: optionalText(row, 'reason'),
    accountId: optionalText(row, 'account_id'),
    subject: text(row, 'subject'),
    actor: {
      kind: oneOf(row, 'actor_kind', ACTOR_KINDS),
      id: text(row, 'actor_id'),
      address: optionalText(row, 'address'),
      userAgent: optionalText(row, 'user_agent'),
    },
    requestId: text(row, 'request_id'),
    detail: detail === undefined ? {} : JSON.parse(detail),
  };
}
