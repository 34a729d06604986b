import { USER_STATES, type UserState } from '@rollcall/contract';
import { PROVISIONING_MODES, ROLES } from '../../domain/directory.ts';
import { decideTransition, type LifecycleDecision } from '../../domain/user-lifecycle.ts';
import { integer, oneOf, type Row, text } from '../row.ts';
import type { TransitionResult } from '../storage.ts';
import { prepared } from './statement.ts';
import { userJsonSql } from './user-json.ts';

/**
 * The person as they would be in the state $3, with everything the rule asks about. One statement sees one state of the
 * database. Two owners are as good as many: the rule asks for the last one only.
 */
export const PLAN_TRANSITION = prepared(
  'plan_transition',
  `SELECT a.provisioning, u.state, u.role, u.externally_managed,
      (SELECT count(*) FROM (SELECT 1 FROM rollcall.users o
        WHERE o.account = a.number AND o.role = 'owner' AND o.state = 'ACTIVE' LIMIT 2) AS owners) AS active_owners,
      ${userJsonSql('u', '$3', '$1')} AS json
    FROM rollcall.accounts a JOIN rollcall.users u ON u.account = a.number WHERE a.id = $1 AND u.id = $2`,
);

/** By the rule. @param row of PLAN_TRANSITION */
export function decide(row: Row, target: UserState): LifecycleDecision {
  return decideTransition(target, {
    person: {
      state: oneOf(row, 'state', USER_STATES),
      role: oneOf(row, 'role', ROLES),
      externallyManaged: row.externally_managed === true,
    },
    account: { provisioning: oneOf(row, 'provisioning', PROVISIONING_MODES) },
    activeOwners: integer(row, 'active_owners'),
  });
}

/** What the verb that leads to `target` comes to. @param row of PLAN_TRANSITION; undefined: there is no such person */
export function plannedResult(row: Row | undefined, target: UserState): TransitionResult {
  if (row === undefined) return { kind: 'not_found' };
  const decision = decide(row, target);
  if (decision.kind === 'refuse') return { kind: 'refused', reason: decision.reason };
  return { kind: decision.kind === 'change' ? 'changed' : 'unchanged', user: text(row, 'json') };
}
