import { toTimestamp } from '../../../../domain/clock.ts';
import type { Operator } from '../../../../domain/principal.ts';
import { principalEntry } from '../../../identity-entry.ts';
import { DEPLOYMENT } from '../../../identity-rows.ts';
import { text } from '../../../row.ts';
import { writeAudit } from '../audit-entry.ts';
import type { Verbs } from '../intentions.ts';
import type { Transaction } from '../transaction.ts';
import { forget } from './sign-out.ts';

const INSERT = 'INSERT INTO operators (id, name, create_time) VALUES (?1, ?2, ?3)';
const DELETE = 'DELETE FROM operators WHERE id = ?1 RETURNING name';

export function createOperator(
  { database }: Transaction,
  { operator: { id, name }, context }: Verbs['createOperator']['input'],
): Operator {
  const createTime = toTimestamp(context.at);
  database.run(INSERT, id, name, createTime);
  writeAudit(database, principalEntry('operator.created', { kind: 'operator', operatorId: id }, { name }), context);
  return { id, name, createTime };
}

export function deleteOperator(
  { database }: Transaction,
  { operatorId, context }: Verbs['deleteOperator']['input'],
): boolean {
  const deleted = database.one(DELETE, operatorId);
  if (deleted === undefined) return false;
  forget(database, DEPLOYMENT, operatorId);
  const detail = { name: text(deleted, 'name') };
  writeAudit(database, principalEntry('operator.deleted', { kind: 'operator', operatorId }, detail), context);
  return true;
}
