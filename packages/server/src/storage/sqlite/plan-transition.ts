import { USER_STATES, type UserState } from '@rollcall/contract';
import { PROVISIONING_MODES, ROLES } from '../../domain/directory.ts';
import { decideTransition } from '../../domain/user-lifecycle.ts';
import { integer, oneOf, type Row, text } from '../row.ts';
import type { TransitionResult } from '../storage.ts';
import type { Database } from './database.ts';
import { userJsonSql } from './user-json.ts';

/**
 * The person as they would be in the state ?3, with everything the rule asks about. One statement sees one state of the
 * database, inside a transaction or not. Two owners are as good as many: the rule asks for the last one only.
 */
export const PLAN_TRANSITION = `SELECT number, create_time, provisioning, state, role, externally_managed,
  (SELECT count(*) FROM
    (SELECT 1 FROM users WHERE account = number AND role = 'owner' AND state = 'ACTIVE' LIMIT 2)) AS active_owners,
  ${userJsonSql('?1', '?3')} AS json
  FROM (SELECT number, provisioning FROM accounts WHERE id = ?1) JOIN users ON account = number WHERE id = ?2`;

export interface PlannedTransition {
  /** What the verb comes to when it is carried out on this state of the database. */
  readonly result: Exclude<TransitionResult, { kind: 'not_found' }>;
  /** Where the person's row is. */
  readonly account: number;
  readonly createTime: string;
}

/** What moving the person to `target` comes to, by the rule. Undefined if the account has no such person. */
export function planTransition(
  database: Database,
  accountId: string,
  userId: string,
  target: UserState,
): PlannedTransition | undefined {
  const row = database.one(PLAN_TRANSITION, accountId, userId, target);
  if (row === undefined) return undefined;
  return { result: resultOf(row, target), account: integer(row, 'number'), createTime: text(row, 'create_time') };
}

function resultOf(row: Row, target: UserState): PlannedTransition['result'] {
  const decision = decideTransition(target, {
    person: {
      state: oneOf(row, 'state', USER_STATES),
      role: oneOf(row, 'role', ROLES),
      externallyManaged: integer(row, 'externally_managed') === 1,
    },
    account: { provisioning: oneOf(row, 'provisioning', PROVISIONING_MODES) },
    activeOwners: integer(row, 'active_owners'),
  });
  if (decision.kind === 'refuse') return { kind: 'refused', reason: decision.reason };
  return { kind: decision.kind === 'change' ? 'changed' : 'unchanged', user: text(row, 'json') };
}
