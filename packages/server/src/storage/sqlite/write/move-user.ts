import { USER_STATES } from '@rollcall/contract';
import { PROVISIONING_MODES, ROLES } from '../../../domain/directory.ts';
import { decideTransition, type LifecycleFacts } from '../../../domain/user-lifecycle.ts';
import type { TransitionResult, UserJson } from '../../storage.ts';
import { integer, oneOf, type Row, text } from '../row.ts';
import { userJsonSql } from '../user-json.ts';
import { success, writeAudit } from './audit-entry.ts';
import type { Verbs } from './intentions.ts';
import type { Transaction } from './transaction.ts';

export const FIND_USER = `SELECT a.number, a.provisioning, u.create_time, u.state, u.role, u.externally_managed
  FROM accounts a JOIN users u ON u.account = a.number WHERE a.id = ?1 AND u.id = ?2`;
// Two are as good as many: the rule asks for the last one only.
export const COUNT_OWNERS = `SELECT count(*) AS owners FROM
  (SELECT 1 FROM users WHERE account = ?1 AND role = 'owner' AND state = 'ACTIVE' LIMIT 2)`;
export const MOVE = `UPDATE users SET state = ?4 WHERE account = ?1 AND create_time = ?2 AND id = ?3`;
const READ = `SELECT ${userJsonSql('?4')} AS json FROM users
  WHERE account = ?1 AND create_time = ?2 AND id = ?3`;

/** Suspends or reactivates: reads the facts, decides by the rule, and writes the state and the audit entry together. */
export function moveUser(transaction: Transaction, input: Verbs['moveUser']['input']): TransitionResult {
  const { accountId, userId, target, context } = input;
  const { database } = transaction;
  const row = database.one(FIND_USER, accountId, userId);
  if (row === undefined) return { kind: 'not_found' };
  const decision = decideTransition(target, factsOf(transaction, row));
  if (decision.kind === 'unchanged') return { kind: 'unchanged', user: readUser(transaction, row, input) };
  const action = target === 'SUSPENDED' ? 'user.suspended' : 'user.reactivated';
  if (decision.kind === 'refuse') {
    const { reason } = decision;
    writeAudit(database, { action, outcome: 'refused', reason, accountId, subject: userId, detail: {} }, context);
    return { kind: 'refused', reason };
  }
  const createTime = text(row, 'create_time');
  database.run(MOVE, integer(row, 'number'), createTime, userId, decision.state);
  writeAudit(database, success(action, accountId, userId), context);
  const json = readUser(transaction, row, input);
  transaction.affect({ kind: 'user', accountId, userId, json, position: { createTime, id: userId } });
  return { kind: 'changed', user: json };
}

function factsOf({ database }: Transaction, row: Row): LifecycleFacts {
  const owners = database.one(COUNT_OWNERS, integer(row, 'number'));
  return {
    person: {
      state: oneOf(row, 'state', USER_STATES),
      role: oneOf(row, 'role', ROLES),
      externallyManaged: integer(row, 'externally_managed') === 1,
    },
    account: { provisioning: oneOf(row, 'provisioning', PROVISIONING_MODES) },
    activeOwners: owners === undefined ? 0 : integer(owners, 'owners'),
  };
}

function readUser({ database }: Transaction, row: Row, input: Verbs['moveUser']['input']): UserJson {
  const { accountId, userId } = input;
  const found = database.one(READ, integer(row, 'number'), text(row, 'create_time'), userId, accountId);
  if (found === undefined) throw new Error('A person vanished inside a transaction.');
  return text(found, 'json');
}
