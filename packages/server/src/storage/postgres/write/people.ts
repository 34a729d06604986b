import type { AuditAction, AuditRecord, ChangeContext } from '../../../domain/audit.ts';
import type { Person } from '../../../domain/directory.ts';
import { decideDeletion, decideUpdate, type PersonChanges, type Rules } from '../../../domain/person-change.ts';
import type { CreateUserResult, DeleteUserResult, UpdateUserResult } from '../../people-verbs.ts';
import { changeDetail, personDetail } from '../../person-entry.ts';
import { integer, type Row } from '../../row.ts';
import { nameKey } from '../../search-key.ts';
import { addressTaken, idTaken } from '../../taken.ts';
import type { Database, Transaction } from '../database.ts';
import { storedEmailKey } from '../import/staging.ts';
import { PERSON_FACTS, personFactsFrom } from '../person-facts.ts';
import { prepared, type Statement } from '../statement.ts';
import { toJsonText } from '../user-json.ts';
import { auditSql, circumstances, detailText } from './audit-entry.ts';
import { APPEND_AUDIT } from './housekeeping.ts';
import { LOCK_ACCOUNT, LOCK_USER } from './move-user.ts';

/** The change with its entry. $1 the account's number, $2 person, $3 the account's id, $4 detail. */
function changing(name: string, action: AuditAction, change: string, first: number): Statement {
  const columns = { action: `'${action}'`, outcome: "'success'", accountId: '$3::text', subject: 'done.id' };
  return prepared(
    name,
    `WITH done AS (${change} RETURNING id),
    noted AS (${auditSql({ ...columns, detail: '$4::text', from: 'done' }, first)})
    SELECT count(*) AS done FROM done`,
  );
}

/** Each finds its place by an index. */
export const PEOPLE_STATEMENTS = {
  idTaken: prepared('user_id_taken', 'SELECT 1 FROM rollcall.users WHERE account = $1 AND id = $2'),
  addressTaken: prepared(
    'user_address_taken',
    'SELECT 1 FROM rollcall.users WHERE account = $1 AND email_key = $2 AND id <> $3',
  ),
  update: changing(
    'update_user',
    'user.updated',
    `UPDATE rollcall.users SET email = $5, email_key = $6, display_name = $7, state = $8, role = $9,
      externally_managed = $10, security_group = $11, name_key = $12 WHERE account = $1 AND id = $2`,
    13,
  ),
  delete: changing('delete_user', 'user.deleted', 'DELETE FROM rollcall.users WHERE account = $1 AND id = $2', 5),
} as const;
const CREATE = changing(
  'create_user',
  'user.created',
  `INSERT INTO rollcall.users (account, id, email, email_key, display_name, state, role, externally_managed,
    security_group, name_key, create_time) VALUES ($1, $2, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
  14,
);
const { update: UPDATE, delete: DELETE } = PEOPLE_STATEMENTS;

/** People of an account are added, changed and removed one after the other. Reads, and who is suspended, do not wait. */
export function createUser(
  database: Database,
  accountId: string,
  person: Person,
  context: ChangeContext,
): Promise<CreateUserResult> {
  return database.transaction(async (transaction) => {
    const account = await transaction.one(LOCK_ACCOUNT, accountId);
    if (account === undefined) return { kind: 'account_not_found' };
    const number = integer(account, 'number');
    await refuseTakenAddress(transaction, number, person, accountId, '');
    const taken = await transaction.one(PEOPLE_STATEMENTS.idTaken, number, person.id);
    if (taken !== undefined) throw idTaken(person, accountId);
    const values = [...startOf(number, person.id, accountId, personDetail(person)), ...fieldsOf(person)];
    await transaction.one(CREATE, ...values, person.createTime, ...circumstances(context));
    return { kind: 'created', person };
  });
}

export interface UserUpdate {
  readonly accountId: string;
  readonly userId: string;
  readonly changes: PersonChanges;
  readonly context: ChangeContext;
  readonly rules: Rules;
}

export function updateUser(database: Database, update: UserUpdate): Promise<UpdateUserResult> {
  const { accountId, userId, changes, context, rules } = update;
  return database.transaction(async (transaction) => {
    const row = await lockedFacts(transaction, update);
    if (row === undefined) return { kind: 'not_found' };
    const facts = personFactsFrom(row);
    const decision = decideUpdate(facts, changes, rules);
    if (decision.kind === 'unchanged') return { kind: 'unchanged', person: facts.person };
    if (decision.kind === 'refuse') return refused(transaction, 'user.updated', update, decision.reason);
    const { next, fields } = decision;
    const number = integer(row, 'number');
    await refuseTakenAddress(transaction, number, next, accountId, userId);
    const detail = changeDetail(facts.person, next, fields);
    const values = [...startOf(number, userId, accountId, detail), ...fieldsOf(next)];
    await transaction.one(UPDATE, ...values, ...circumstances(context));
    return { kind: 'changed', person: next };
  });
}

export function deleteUser(database: Database, deletion: Omit<UserUpdate, 'changes'>): Promise<DeleteUserResult> {
  const { accountId, userId, context, rules } = deletion;
  return database.transaction(async (transaction) => {
    const row = await lockedFacts(transaction, deletion);
    if (row === undefined) return { kind: 'not_found' };
    const facts = personFactsFrom(row);
    const decision = decideDeletion(facts, rules);
    if (decision.kind === 'refuse') return refused(transaction, 'user.deleted', deletion, decision.reason);
    const values = startOf(integer(row, 'number'), userId, accountId, personDetail(facts.person));
    await transaction.one(DELETE, ...values, ...circumstances(context));
    return { kind: 'deleted' };
  });
}

type Target = Pick<UserUpdate, 'accountId' | 'userId' | 'context'>;

/** Asked after the locks are held, so that what the one before did is seen. */
async function lockedFacts(transaction: Transaction, { accountId, userId }: Target): Promise<Row | undefined> {
  await transaction.one(LOCK_ACCOUNT, accountId);
  await transaction.one(LOCK_USER, accountId, userId);
  return transaction.one(PERSON_FACTS, accountId, userId);
}

async function refused<Reason extends string>(
  transaction: Transaction,
  action: AuditAction,
  { accountId, userId, context }: Target,
  reason: Reason,
): Promise<{ readonly kind: 'refused'; readonly reason: Reason }> {
  const values = [action, 'refused', reason, accountId, userId, null];
  await transaction.one(APPEND_AUDIT, ...values, ...circumstances(context));
  return { kind: 'refused', reason };
}

/** @param own who may have the address: the person it is about; empty for one who is not stored yet */
async function refuseTakenAddress(
  transaction: Transaction,
  number: number,
  person: Person,
  accountId: string,
  own: string,
): Promise<void> {
  const key = storedEmailKey(person.email);
  const holder = await transaction.one(PEOPLE_STATEMENTS.addressTaken, number, key, own);
  if (holder !== undefined) throw addressTaken(person, accountId);
}

function startOf(number: number, userId: string, accountId: string, detail: AuditRecord['detail']) {
  return [number, userId, accountId, detailText(detail)] as const;
}

/** From $5 on. */
function fieldsOf({ email, displayName, state, role, externallyManaged, securityGroup }: Person) {
  const names = [toJsonText(email), storedEmailKey(email), toJsonText(displayName)] as const;
  return [...names, state, role, externallyManaged, securityGroup, nameKey(displayName)] as const;
}
