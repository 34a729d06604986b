import type { ChangeContext } from '../../../domain/audit.ts';
import { toTimestamp } from '../../../domain/clock.ts';
import type { Account } from '../../../domain/directory.ts';
import { changedAccount } from '../../account-entry.ts';
import type { AccountChanges, NewAccount } from '../../account-verbs.ts';
import { accountFrom } from '../../directory-rows.ts';
import { integer } from '../../row.ts';
import { StorageConflict } from '../../storage.ts';
import type { Database } from '../database.ts';
import { FIND_ACCOUNT } from '../read/directory-reader.ts';
import { plain } from '../statement.ts';
import { auditSql, circumstances, detailText } from './audit-entry.ts';
import { LOCK_ACCOUNT } from './move-user.ts';

const CREATE = plain(`WITH made AS (
    INSERT INTO rollcall.accounts (id, name, provisioning, requests_per_minute, requests_per_hour, create_time)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT DO NOTHING RETURNING id),
  noted AS (${auditSql(
    { action: "'account.created'", outcome: "'success'", accountId: 'made.id', subject: 'made.id', from: 'made' },
    7,
  )})
  SELECT count(*) AS done FROM made`);
// As the change itself will ask for, before the account is held: an import locks the table, and then accounts.
const LOCK = plain('LOCK TABLE rollcall.accounts IN ROW EXCLUSIVE MODE');
const UPDATE = plain(`WITH done AS (
    UPDATE rollcall.accounts SET name = $2, provisioning = $3, requests_per_minute = $4, requests_per_hour = $5
    WHERE id = $1 RETURNING id),
  noted AS (${auditSql(
    {
      action: "'account.updated'",
      outcome: "'success'",
      accountId: 'done.id',
      subject: 'done.id',
      detail: '$6::text',
      from: 'done',
    },
    7,
  )})
  SELECT count(*) AS done FROM done`);

export async function createAccount(database: Database, account: NewAccount, context: ChangeContext): Promise<Account> {
  const { id, name, provisioning, requestsPerMinute, requestsPerHour } = account;
  const limits = [requestsPerMinute ?? null, requestsPerHour ?? null] as const;
  const createTime = toTimestamp(context.at);
  const row = await database.write(CREATE, id, name, provisioning, ...limits, createTime, ...circumstances(context));
  if (row === undefined || integer(row, 'done') === 0) {
    throw new StorageConflict('id', `There is an account with the id ${id} already. Choose another id.`);
  }
  return { id, name, provisioning, requestsPerMinute, requestsPerHour, createTime };
}

export function updateAccount(
  database: Database,
  accountId: string,
  changes: AccountChanges,
  context: ChangeContext,
): Promise<Account | undefined> {
  return database.transaction(async (transaction) => {
    await transaction.one(LOCK);
    if ((await transaction.one(LOCK_ACCOUNT, accountId)) === undefined) return undefined;
    const row = await transaction.one(FIND_ACCOUNT, accountId);
    if (row === undefined) return undefined;
    const account = accountFrom(row);
    const change = changedAccount(account, changes);
    if (change === undefined) return account;
    const { next, detail } = change;
    const limits = [next.requestsPerMinute ?? null, next.requestsPerHour ?? null] as const;
    const values = [accountId, next.name, next.provisioning, ...limits, detailText(detail)] as const;
    await transaction.one(UPDATE, ...values, ...circumstances(context));
    return next;
  });
}
