import type { TransitionResult } from '../../storage.ts';
import { planTransition } from '../plan-transition.ts';
import { success, writeAudit } from './audit-entry.ts';
import { signOut } from './identities/sign-out.ts';
import type { Verbs } from './intentions.ts';
import type { Transaction } from './transaction.ts';

export const MOVE = `UPDATE users SET state = ?4 WHERE account = ?1 AND create_time = ?2 AND id = ?3`;

/** Suspends or reactivates: reads the facts, decides by the rule, and writes the state and the audit entry together. */
export function moveUser({ database, affect }: Transaction, input: Verbs['moveUser']['input']): TransitionResult {
  const { accountId, userId, target, context } = input;
  const planned = planTransition(database, accountId, userId, target);
  if (planned === undefined) return { kind: 'not_found' };
  const { result, account, createTime } = planned;
  const action = target === 'SUSPENDED' ? 'user.suspended' : 'user.reactivated';
  if (result.kind === 'refused') {
    const { reason } = result;
    writeAudit(database, { action, outcome: 'refused', reason, accountId, subject: userId, detail: {} }, context);
  }
  if (result.kind === 'changed') {
    database.run(MOVE, account, createTime, userId, target);
    if (target === 'SUSPENDED') signOut(database, account, userId);
    writeAudit(database, success(action, accountId, userId), context);
    affect({ kind: 'user', accountId, userId, json: result.user, position: { createTime, id: userId } });
  }
  return result;
}
