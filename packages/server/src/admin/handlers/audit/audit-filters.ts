import type { ExportAuditQuery } from '@rollcall/contract/admin';
import { AUDIT_ACTIONS, type AuditAction } from '../../../domain/audit.ts';
import type { AuditQuery } from '../../../storage/audit-verbs.ts';
import type { AdminCall } from '../../admin-call.ts';
import { AdminRefusal } from '../../admin-refusal.ts';

/** What a list and an export are asked for, both. */
export type AuditFilters = Omit<AuditQuery, 'before' | 'limit'>;

/** Of the account of the path; without one, of the deployment. @throws AdminRefusal invalid_argument */
export function auditFilters({ params, query }: AdminCall): AuditFilters {
  const { action, subject, actor, outcome, since, until } = query as ExportAuditQuery; // follows the schema
  return {
    accountId: params.account,
    action: action === undefined ? undefined : actionsOf(action),
    subject,
    actor,
    outcome,
    since,
    until,
  };
}

/** `user.suspended`, or `user.*` for all that begin so. */
function actionsOf(asked: string): AuditAction | readonly AuditAction[] {
  const family = asked.endsWith('.*') ? asked.slice(0, -1) : undefined;
  const actions = AUDIT_ACTIONS.filter((each) => (family === undefined ? each === asked : each.startsWith(family)));
  if (actions.length > 0) return actions;
  const description = `must be one of ${AUDIT_ACTIONS.join(', ')}, or the first word of one with .* after it`;
  const violations = [{ field: 'action', description }];
  throw new AdminRefusal('invalid_argument', { sentence: `action ${description}.`, violations });
}
