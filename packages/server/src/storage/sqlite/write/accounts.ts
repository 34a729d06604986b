import { toTimestamp } from '../../../domain/clock.ts';
import type { Account } from '../../../domain/directory.ts';
import { StorageConflict } from '../../storage.ts';
import { success, writeAudit } from './audit-entry.ts';
import type { Verbs } from './intentions.ts';
import type { Transaction } from './transaction.ts';

const INSERT = `INSERT INTO accounts (id, name, provisioning, requests_per_minute, requests_per_hour, create_time)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING`;

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
