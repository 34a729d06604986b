import type { AuditEntry, AuditRecord, ChangeContext } from '../../domain/audit.ts';
import type { Account } from '../../domain/directory.ts';
import type { AccountChanges, AccountVerbs, NewAccount } from '../account-verbs.ts';
import type { AuditQuery, AuditVerbs } from '../audit-verbs.ts';
import { SqliteAccess } from './access.ts';
import { followAudit, listAudit, newestAudit } from './read/audit-reader.ts';
import { countUsers } from './read/count-users.ts';
import * as directory from './read/directory-reader.ts';

/** Accounts, and what was written down. */
export class SqliteAccounts extends SqliteAccess implements AccountVerbs, AuditVerbs {
  createAccount(account: NewAccount, context: ChangeContext): Promise<Account> {
    return this.parts.queue.submit('createAccount', { account, context });
  }

  updateAccount(accountId: string, changes: AccountChanges, context: ChangeContext): Promise<Account | undefined> {
    return this.parts.queue.submit('updateAccount', { accountId, changes, context });
  }

  findAccount(accountId: string): Account | undefined {
    return this.read(({ database }) => directory.findAccount(database, accountId));
  }

  listAccounts(): readonly Account[] {
    return this.read(({ database }) => directory.listAccounts(database));
  }

  countUsers(accountId: string): Promise<{ readonly active: number; readonly suspended: number }> {
    return countUsers(accountId, (step) => this.read(({ database }) => step(database)));
  }

  appendAudit(record: AuditRecord, context: ChangeContext): Promise<void> {
    return this.parts.queue.submit('appendAudit', { record, context });
  }

  listAudit(query: AuditQuery): Promise<readonly AuditEntry[]> {
    return listAudit(query, (question) => this.read(({ database }) => question(database)));
  }

  newestAudit(): number {
    return this.read(({ database }) => newestAudit(database));
  }

  followAudit(after: number, limit: number): readonly AuditEntry[] {
    return this.read(({ database }) => followAudit(database, after, limit));
  }
}
