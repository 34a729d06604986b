import type { AuditEntry, AuditRecord, ChangeContext } from '../../domain/audit.ts';
import type { Account } from '../../domain/directory.ts';
import type { AccountChanges, AccountVerbs, NewAccount } from '../account-verbs.ts';
import type { AuditQuery, AuditVerbs } from '../audit-verbs.ts';
import { PostgresAccess } from './access.ts';
import { followAudit, listAudit, newestAudit } from './read/audit-reader.ts';
import * as directory from './read/directory-reader.ts';
import { createAccount, updateAccount } from './write/accounts.ts';
import { appendAudit } from './write/housekeeping.ts';

/** Accounts, and what was written down. */
export class PostgresAccounts extends PostgresAccess implements AccountVerbs, AuditVerbs {
  createAccount(account: NewAccount, context: ChangeContext): Promise<Account> {
    return createAccount(this.database, account, context);
  }

  updateAccount(accountId: string, changes: AccountChanges, context: ChangeContext): Promise<Account | undefined> {
    return updateAccount(this.database, accountId, changes, context);
  }

  findAccount(accountId: string): Promise<Account | undefined> {
    return directory.findAccount(this.database, accountId);
  }

  listAccounts(): Promise<readonly Account[]> {
    return directory.listAccounts(this.database);
  }

  countUsers(accountId: string): Promise<{ readonly active: number; readonly suspended: number }> {
    return directory.countUsers(this.database, accountId);
  }

  appendAudit(record: AuditRecord, context: ChangeContext): Promise<void> {
    return appendAudit(this.database, record, context);
  }

  listAudit(query: AuditQuery): Promise<readonly AuditEntry[]> {
    return listAudit(this.database, query);
  }

  newestAudit(): Promise<number> {
    return newestAudit(this.database);
  }

  followAudit(after: number, limit: number): Promise<readonly AuditEntry[]> {
    return followAudit(this.database, after, limit);
  }
}
