import type { ChangeContext } from '../../../domain/audit.ts';
import { toTimestamp } from '../../../domain/clock.ts';
import type { Account } from '../../../domain/directory.ts';
import { integer } from '../../row.ts';
import { type NewAccount, StorageConflict } from '../../storage.ts';
import type { Database } from '../database.ts';
import { plain } from '../statement.ts';
import { auditSql, circumstances } from './audit-entry.ts';

const CREATE = plain(`WITH made AS (
    INSERT INTO rollcall.accounts (id, name, provisioning, requests_per_minute, requests_per_hour, create_time)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT DO NOTHING RETURNING id),
  noted AS (${auditSql(
    { action: "'account.created'", outcome: "'success'", accountId: 'made.id', subject: 'made.id', from: 'made' },
    7,
  )})
  SELECT count(*) AS done FROM made`);

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
