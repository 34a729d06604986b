import type { AuditAction } from '../../../domain/audit.ts';
import type { Person } from '../../../domain/directory.ts';
import { decideDeletion, decideUpdate } from '../../../domain/person-change.ts';
import { emailKey } from '../../import-rules/person-rules.ts';
import type { CreateUserResult, DeleteUserResult, UpdateUserResult } from '../../people-verbs.ts';
import { changeDetail, personDetail } from '../../person-entry.ts';
import { integer, text } from '../../row.ts';
import { nameKey } from '../../search-key.ts';
import { addressTaken, idTaken } from '../../taken.ts';
import { findPersonFacts } from '../person-facts.ts';
import { USER_STATEMENTS } from '../read/user-reader.ts';
import { success, writeAudit } from './audit-entry.ts';
import { forget, signOutWhoLosesRights } from './identities/sign-out.ts';
import type { Verbs } from './intentions.ts';
import type { Transaction } from './transaction.ts';

export const PEOPLE_STATEMENTS = {
  byId: 'SELECT 1 FROM users WHERE account = ?1 AND id = ?2',
  byEmail: 'SELECT id FROM users WHERE account = ?1 AND email_key = ?2',
  update: `UPDATE users SET email = ?4, email_key = ?5, display_name = ?6, state = ?7, role = ?8,
    externally_managed = ?9, security_group = ?10, name_key = ?11
    WHERE account = ?1 AND create_time = ?2 AND id = ?3`,
  delete: 'DELETE FROM users WHERE account = ?1 AND create_time = ?2 AND id = ?3',
} as const;
const INSERT = `INSERT INTO users (account, create_time, id, email, email_key, display_name, state, role,
  externally_managed, security_group, name_key) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)`;

export function createUser(
  transaction: Transaction,
  { accountId, person, context }: Verbs['createUser']['input'],
): CreateUserResult {
  const { database } = transaction;
  const account = database.one('SELECT number FROM accounts WHERE id = ?1', accountId);
  if (account === undefined) return { kind: 'account_not_found' };
  const number = integer(account, 'number');
  refuseTakenAddress(transaction, number, person, accountId, undefined);
  if (database.one(PEOPLE_STATEMENTS.byId, number, person.id) !== undefined) throw idTaken(person, accountId);
  database.run(INSERT, ...valuesOf(number, person));
  const record = success('user.created', accountId, person.id);
  writeAudit(database, { ...record, detail: personDetail(person) }, context);
  settle(transaction, accountId, number, person);
  return { kind: 'created', person };
}

export function updateUser(transaction: Transaction, input: Verbs['updateUser']['input']): UpdateUserResult {
  const { accountId, userId, changes, context, rules } = input;
  const { database } = transaction;
  const facts = findPersonFacts(database, accountId, userId);
  if (facts === undefined) return { kind: 'not_found' };
  const decision = decideUpdate(facts, changes, rules);
  if (decision.kind === 'unchanged') return { kind: 'unchanged', person: facts.person };
  if (decision.kind === 'refuse') return refused(transaction, 'user.updated', input, decision.reason);
  const { next, fields } = decision;
  refuseTakenAddress(transaction, facts.number, next, accountId, userId);
  database.run(PEOPLE_STATEMENTS.update, ...valuesOf(facts.number, next));
  signOutWhoLosesRights(database, facts.number, facts.person, next);
  const detail = changeDetail(facts.person, next, fields);
  writeAudit(database, { ...success('user.updated', accountId, userId), detail }, context);
  settle(transaction, accountId, facts.number, next);
  return { kind: 'changed', person: next };
}

export function deleteUser(transaction: Transaction, input: Verbs['deleteUser']['input']): DeleteUserResult {
  const { accountId, userId, context, rules } = input;
  const { database, affect } = transaction;
  const facts = findPersonFacts(database, accountId, userId);
  if (facts === undefined) return { kind: 'not_found' };
  const decision = decideDeletion(facts, rules);
  if (decision.kind === 'refuse') return refused(transaction, 'user.deleted', input, decision.reason);
  const { person, number } = facts;
  database.run(PEOPLE_STATEMENTS.delete, number, person.createTime, userId);
  forget(database, number, userId);
  const record = success('user.deleted', accountId, userId);
  writeAudit(database, { ...record, detail: personDetail(person) }, context);
  affect({ kind: 'user', accountId, userId, json: undefined, position: { createTime: person.createTime, id: userId } });
  return { kind: 'deleted' };
}

function refused<Reason extends string>(
  { database }: Transaction,
  action: AuditAction,
  { accountId, userId, context }: Verbs['deleteUser']['input'],
  reason: Reason,
): { readonly kind: 'refused'; readonly reason: Reason } {
  writeAudit(database, { action, outcome: 'refused', reason, accountId, subject: userId, detail: {} }, context);
  return { kind: 'refused', reason };
}

/** @param own who may have the address: the person it is about, where they are stored already */
function refuseTakenAddress(
  { database }: Transaction,
  number: number,
  person: Person,
  accountId: string,
  own: string | undefined,
): void {
  const holder = database.one(PEOPLE_STATEMENTS.byEmail, number, emailKey(person.email));
  if (holder !== undefined && text(holder, 'id') !== own) throw addressTaken(person, accountId);
}

/** In the order that INSERT and `update` share. */
function valuesOf(number: number, person: Person) {
  const { id, email, displayName, state, createTime, role } = person;
  const names = [email, emailKey(email), displayName] as const;
  const flags = [person.externallyManaged ? 1 : 0, person.securityGroup ? 1 : 0] as const;
  return [number, createTime, id, ...names, state, role, ...flags, nameKey(displayName)] as const;
}

/** Reads back what is stored now, as it goes over the wire, and tells the read model. */
function settle({ database, affect }: Transaction, accountId: string, number: number, person: Person): void {
  const row = database.one(USER_STATEMENTS.find, number, person.id, accountId);
  if (row === undefined) throw new Error('A person vanished inside a transaction.');
  const { createTime, id } = person;
  affect({ kind: 'user', accountId, userId: id, json: text(row, 'json'), position: { createTime, id } });
}
