import type { UserState } from '@rollcall/contract';
import type { ChangeContext } from '../../../domain/audit.ts';
import { oneOf, type Row, text } from '../../row.ts';
import type { TransitionResult } from '../../storage.ts';
import type { Database, Transaction } from '../database.ts';
import { decide, PLAN_TRANSITION } from '../plan-transition.ts';
import { prepared } from '../statement.ts';
import { userJsonSql } from '../user-json.ts';
import { auditSql, circumstances } from './audit-entry.ts';

export interface Move {
  readonly accountId: string;
  readonly userId: string;
  readonly target: UserState;
  readonly context: ChangeContext;
}

const VERDICTS = [
  'unchanged',
  'change',
  'owner',
  'no_owner_remain',
  'externally_managed_user',
  'automated_provisioning_enabled',
] as const;

/** The person, locked, as the last change left them. $1 account, $2 person. */
const FACTS = `SELECT u.*, a.provisioning FROM rollcall.accounts a JOIN rollcall.users u ON u.account = a.number
  WHERE a.id = $1 AND u.id = $2 FOR UPDATE OF u`;

/**
 * Moves the person, writes the entry, and answers, by a verdict on the facts. $3 target, $4 action, $5… circumstances.
 * @param verdict SQL over `facts` that yields one of VERDICTS
 */
function moveSql(verdict: string): string {
  return `WITH facts AS MATERIALIZED (${FACTS}),
    judged AS MATERIALIZED (SELECT facts.*, ${verdict} AS verdict FROM facts),
    moved AS (UPDATE rollcall.users u SET state = $3 FROM judged j
      WHERE j.verdict = 'change' AND u.account = j.account AND u.id = j.id RETURNING u.id),
    noted AS (${auditSql(
      {
        action: '$4',
        outcome: "CASE WHEN j.verdict = 'change' THEN 'success' ELSE 'refused' END",
        reason: "CASE WHEN j.verdict = 'change' THEN NULL ELSE j.verdict END",
        accountId: '$1',
        subject: '$2',
        from: "judged j LEFT JOIN moved m ON m.id = j.id WHERE j.verdict NOT IN ('unchanged', 'owner')",
      },
      5,
    )})
    SELECT j.verdict, ${userJsonSql('j', "CASE WHEN j.verdict = 'change' THEN $3 ELSE j.state END", '$1')} AS json
    FROM judged j`;
}

/**
 * What `decideTransition` says, for everyone whose move depends on nobody else: all but an active owner who is to be
 * suspended. A test holds it to that function for every combination of facts.
 */
export const MOVE = prepared(
  'move_user',
  moveSql(`CASE
    WHEN state = $3 THEN 'unchanged'
    WHEN provisioning = 'automated' THEN 'automated_provisioning_enabled'
    WHEN role = 'administrator' AND externally_managed THEN 'externally_managed_user'
    WHEN role = 'owner' AND $3 = 'SUSPENDED' THEN 'owner'
    ELSE 'change' END`),
);
/** The same with a verdict from outside: $11. */
const MOVE_OWNER = prepared('move_owner', moveSql('$11::text'));
// Owners of an account are suspended one after the other. Reads and members do not wait.
export const LOCK_ACCOUNT = prepared(
  'lock_account',
  'SELECT number FROM rollcall.accounts WHERE id = $1 FOR NO KEY UPDATE',
);
// What it answers must not change when a newer version adds a column: a prepared statement would fail from then on.
export const LOCK_USER = prepared('lock_user', `SELECT 1 AS locked FROM (${FACTS}) AS facts`);

/** Suspends or reactivates: facts, decision, state and audit entry in one transaction, mostly in one statement. */
export async function moveUser(database: Database, move: Move): Promise<TransitionResult> {
  const row = await database.write(MOVE, ...valuesOf(move));
  if (row?.verdict !== 'owner') return resultOf(row);
  return resultOf(await database.transaction((transaction) => suspendOwner(transaction, move)));
}

/** @returns undefined where the person is gone */
async function suspendOwner(transaction: Transaction, move: Move): Promise<Row | undefined> {
  await transaction.one(LOCK_ACCOUNT, move.accountId);
  await transaction.one(LOCK_USER, move.accountId, move.userId);
  // Asked after the locks are held, so that what the one before did is seen.
  const plan = await transaction.one(PLAN_TRANSITION, move.accountId, move.userId, move.target);
  if (plan === undefined) return undefined;
  const decision = decide(plan, move.target);
  const verdict = decision.kind === 'refuse' ? decision.reason : decision.kind;
  return transaction.one(MOVE_OWNER, ...valuesOf(move), verdict);
}

function valuesOf({ accountId, userId, target, context }: Move) {
  const action = target === 'SUSPENDED' ? 'user.suspended' : 'user.reactivated';
  return [accountId, userId, target, action, ...circumstances(context)] as const;
}

function resultOf(row: Row | undefined): TransitionResult {
  if (row === undefined) return { kind: 'not_found' };
  const verdict = oneOf(row, 'verdict', VERDICTS);
  if (verdict === 'change') return { kind: 'changed', user: text(row, 'json') };
  if (verdict === 'unchanged') return { kind: 'unchanged', user: text(row, 'json') };
  if (verdict === 'owner') throw new Error('A decision about an owner was left open.');
  return { kind: 'refused', reason: verdict };
}
