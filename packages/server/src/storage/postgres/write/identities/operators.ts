import type { ChangeContext } from '../../../../domain/audit.ts';
import { toTimestamp } from '../../../../domain/clock.ts';
import type { Operator } from '../../../../domain/principal.ts';
import { principalEntry } from '../../../identity-entry.ts';
import { DEPLOYMENT } from '../../../identity-rows.ts';
import { text } from '../../../row.ts';
import type { Database } from '../../database.ts';
import { plain } from '../../statement.ts';
import { note } from './locked-holder.ts';

const INSERT = plain('INSERT INTO rollcall.operators (id, name, create_time) VALUES ($1, $2, $3)');
const DELETE = plain('DELETE FROM rollcall.operators WHERE id = $1 RETURNING name');
const FORGET = ['sessions', 'passkeys', 'invites'].map((table) =>
  plain(`DELETE FROM rollcall.${table} WHERE account = ${DEPLOYMENT} AND holder = $1`),
);

export async function createOperator(
  database: Database,
  { id, name }: Omit<Operator, 'createTime'>,
  context: ChangeContext,
): Promise<Operator> {
  const createTime = toTimestamp(context.at);
  await database.transaction(async (transaction) => {
    await transaction.one(INSERT, id, name, createTime);
    await note(
      transaction,
      principalEntry('operator.created', { kind: 'operator', operatorId: id }, { name }),
      context,
    );
  });
  return { id, name, createTime };
}

export function deleteOperator(database: Database, operatorId: string, context: ChangeContext): Promise<boolean> {
  return database.transaction(async (transaction) => {
    const deleted = await transaction.one(DELETE, operatorId);
    if (deleted === undefined) return false;
    for (const statement of FORGET) await transaction.one(statement, operatorId);
    const detail = { name: text(deleted, 'name') };
    await note(transaction, principalEntry('operator.deleted', { kind: 'operator', operatorId }, detail), context);
    return true;
  });
}
