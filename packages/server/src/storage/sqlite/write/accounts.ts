import { toTimestamp } from '../../../domain/clock.ts';
import type { Account } from '../../../domain/directory.ts';
import { StorageConflict } from '../../storage.ts';
import { success, writeAudit } from './audit-entry.ts';
import type { Verbs } from './intentions.ts';
import type { Transaction } from './transaction.ts';

const INSERT =
  'INSERT INTO accounts (id, name, provisioning, create_time) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING';

export function createAccount(
  { database }: Transaction,
  { account, context }: Verbs['createAccount']['input'],
): Account {
  const createTime = toTimestamp(context.at);
  if (database.run(INSERT, account.id, account.name, account.provisioning, createTime) === 0) {
    throw new StorageConflict('id', `There is an account with the id ${account.id} already. Choose another id.`);
  }
  writeAudit(database, success('account.created', account.id, account.id), context);
  return { id: account.id, name: account.name, provisioning: account.provisioning, createTime };
}
