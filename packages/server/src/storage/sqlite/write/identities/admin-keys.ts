import { toTimestamp } from '../../../../domain/clock.ts';
import { hashBytes } from '../../../application-row.ts';
import { adminKeyEntry } from '../../../identity-entry.ts';
import { DEPLOYMENT } from '../../../identity-rows.ts';
import { integer, text } from '../../../row.ts';
import type { Database } from '../../database.ts';
import { writeAudit } from '../audit-entry.ts';
import type { Verbs } from '../intentions.ts';
import type { Transaction } from '../transaction.ts';

const ACCOUNT = 'SELECT number FROM accounts WHERE id = ?1';
const INSERT = `INSERT INTO admin_keys (id, hash, account, label, permissions, create_time, expire_time)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)`;
const DELETE = 'DELETE FROM admin_keys WHERE id = ?1 AND account = ?2 RETURNING label';
const USED = `UPDATE admin_keys SET last_use_time = max(coalesce(last_use_time, ''), ?2) WHERE id = ?1`;

export function createAdminKey({ database }: Transaction, { key, context }: Verbs['createAdminKey']['input']): boolean {
  const account = numberOf(database, key.accountId);
  if (account === undefined) return false;
  const [permissions, createTime] = [key.permissions.join(' '), toTimestamp(context.at)];
  const values = [key.label, permissions, createTime, key.expireTime ?? null] as const;
  database.run(INSERT, key.id, hashBytes(key.hash), account, ...values);
  writeAudit(database, adminKeyEntry('admin_key.created', key), context);
  return true;
}

export function recordKeyUses({ database }: Transaction, { uses }: Verbs['recordKeyUses']['input']): undefined {
  for (const { id, lastAt } of uses) database.run(USED, id, toTimestamp(lastAt));
}

export function deleteAdminKey(
  { database }: Transaction,
  { id, accountId, context }: Verbs['deleteAdminKey']['input'],
): boolean {
  const account = numberOf(database, accountId);
  const deleted = account === undefined ? undefined : database.one(DELETE, id, account);
  if (deleted === undefined) return false;
  writeAudit(database, adminKeyEntry('admin_key.deleted', { id, accountId, label: text(deleted, 'label') }), context);
  return true;
}

function numberOf(database: Database, accountId: string | undefined): number | undefined {
  if (accountId === undefined) return DEPLOYMENT;
  const account = database.one(ACCOUNT, accountId);
  return account === undefined ? undefined : integer(account, 'number');
}
