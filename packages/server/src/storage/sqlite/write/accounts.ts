import { toTimestamp } from '../../../domain/clock.ts';
import type { Account } from '../../../domain/directory.ts';
import { changedAccount } from '../../account-entry.ts';
import { StorageConflict } from '../../storage.ts';
import { findAccount } from '../read/directory-reader.ts';
import { success, writeAudit } from './audit-entry.ts';
import type { Verbs } from './intentions.ts';
import type { Transaction } from './transaction.ts';

const INSERT = `INSERT INTO accounts (id, name, provisioning, requests_per_minute, requests_per_hour, create_time)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING`;
const UPDATE = `UPDATE accounts SET name = ?2, provisioning = ?3, requests_per_minute = ?4, requests_per_hour = ?5
  WHERE id = ?1`;

export function createAccount(
  { database }: Transaction,
  { account, context }: Verbs['createAccount']['input'],
): Account {
  const createTime = toTimestamp(context.at);
  const { id, name, provisioning, requestsPerMinute, requestsPerHour } = account;
  const limits = [requestsPerMinute ?? null, requestsPerHour ?? null] as const;
  if (database.run(INSERT, id, name, provisioning, ...limits, createTime) === 0) {
    throw new StorageConflict('id', `There is an account with the id ${id} already. Choose another id.`);
  }
  writeAudit(database, success('account.created', id, id), context);
  return { id, name, provisioning, requestsPerMinute, requestsPerHour, createTime };
}

export function updateAccount(
  { database, affect }: Transaction,
  { accountId, changes, context }: Verbs['updateAccount']['input'],
): Account | undefined {
  const account = findAccount(database, accountId);
  if (account === undefined) return undefined;
  const change = changedAccount(account, changes);
  if (change === undefined) return account;
  const { next, detail } = change;
  const limits = [next.requestsPerMinute ?? null, next.requestsPerHour ?? null] as const;
  database.run(UPDATE, accountId, next.name, next.provisioning, ...limits);
  writeAudit(database, { ...success('account.updated', accountId, accountId), detail }, context);
  affect({ kind: 'account', accountId });
  return next;
}
