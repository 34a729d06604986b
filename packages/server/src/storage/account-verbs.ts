import type { ChangeContext } from '../domain/audit.ts';
import type { Account, RequestLimits } from '../domain/directory.ts';
import type { Awaitable } from './storage.ts';

/** An account that is made: without limits it takes the deployment's. */
export type NewAccount = Pick<Account, 'id' | 'name' | 'provisioning'> & Partial<RequestLimits>;

/** What is left out stays. A limit that is there and undefined becomes the deployment's. */
export type AccountChanges = Partial<Pick<Account, 'name' | 'provisioning'> & RequestLimits>;

export interface AccountVerbs {
  /** @throws StorageConflict if the id is taken. */
  createAccount(account: NewAccount, context: ChangeContext): Promise<Account>;
  /**
   * Undefined if there is no such account. Limits and provisioning hold from the next call on. What differs in nothing
   * is not written down. Audited as `account.updated` with what was changed.
   */
  updateAccount(accountId: string, changes: AccountChanges, context: ChangeContext): Promise<Account | undefined>;
  findAccount(accountId: string): Awaitable<Account | undefined>;
  /** Oldest first. */
  listAccounts(): Awaitable<readonly Account[]>;
  countUsers(accountId: string): Awaitable<{ readonly active: number; readonly suspended: number }>;
}
