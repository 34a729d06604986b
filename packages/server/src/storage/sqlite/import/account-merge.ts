import type { TouchedAccount } from '../../import-rules/touched-accounts.ts';
import type { Database } from '../database.ts';

const INSERT = 'INSERT INTO accounts (number, id, name, provisioning, create_time) VALUES (?1, ?2, ?3, ?4, ?5)';
const UPDATE = 'UPDATE accounts SET name = ?2, provisioning = ?3 WHERE number = ?1';

/** Writes what the file says of an account. */
export function mergeAccount(database: Database, account: TouchedAccount, createTime: string): void {
  const { number, id, record } = account;
  if (record?.change === 'created') database.run(INSERT, number, id, record.name, record.provisioning, createTime);
  if (record?.change === 'updated') database.run(UPDATE, number, record.name, record.provisioning);
}
