import type { AuditRecord, ChangeContext } from '../../../../domain/audit.ts';
import type { PrincipalId } from '../../../../domain/principal.ts';
import type { Holder } from '../../../identity-rows.ts';
import type { Transaction } from '../../database.ts';
import { findHolder } from '../../read/identity-reader.ts';
import { prepared } from '../../statement.ts';
import { circumstances, detailText } from '../audit-entry.ts';
import { APPEND_AUDIT } from '../housekeeping.ts';

/** Shared: whoever suspends, changes or removes them waits, others who sign them in do not. */
export const LOCK_STATEMENTS = {
  person: prepared(
    'lock_person_shared',
    `SELECT 1 AS locked FROM rollcall.accounts a JOIN rollcall.users u ON u.account = a.number
      WHERE a.id = $1 AND u.id = $2 FOR SHARE OF u`,
  ),
  operator: prepared('lock_operator_shared', 'SELECT 1 AS locked FROM rollcall.operators WHERE id = $1 FOR SHARE'),
} as const;

/**
 * The principal, who stays what they are until the transaction ends. Comes before everything that is written of what
 * they hold: what signs them out waits for it, and then sees what was written.
 */
export async function lockHolder(transaction: Transaction, id: PrincipalId): Promise<Holder | undefined> {
  if (id.kind === 'person') await transaction.one(LOCK_STATEMENTS.person, id.accountId, id.userId);
  else await transaction.one(LOCK_STATEMENTS.operator, id.operatorId);
  return findHolder((statement, ...values) => transaction.one(statement, ...values), id);
}

/** Writes the entry, as the last part of the transaction: nobody who has a number waits for anybody. */
export async function note(transaction: Transaction, record: AuditRecord, context: ChangeContext): Promise<void> {
  const { action, outcome, reason = null, accountId = null, subject, detail } = record;
  const values = [action, outcome, reason, accountId, subject, detailText(detail)];
  await transaction.one(APPEND_AUDIT, ...values, ...circumstances(context));
}
