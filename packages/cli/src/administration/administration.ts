import type { Account, Application, ApplicationChanges, AuditEntry, AuditQuery, CallRecord } from '@rollcall/server';
import type { AuditAction } from '@rollcall/server/domain/audit';

/**
 * What the commands administer: a data folder or a database directly, or a running server through its management API.
 * Each verb is a whole intention, and says in one sentence what is wrong where it cannot be carried out.
 */
export interface Administration {
  readonly accounts: AccountAdministration;
  readonly applications: ApplicationAdministration;
  readonly audit: AuditAdministration;
}

/** An account, with how many people are in each state. */
export interface CountedAccount extends Account {
  readonly users: { readonly active: number; readonly suspended: number };
}

/** An account that is asked for. */
export interface WantedAccount extends Pick<Account, 'name' | 'provisioning'> {
  /** Undefined: a new one. */
  readonly id: string | undefined;
}

export interface AccountAdministration {
  /** @throws StorageConflict or Failure if the id is taken */
  create(account: WantedAccount): Promise<CountedAccount>;
  list(): Promise<readonly CountedAccount[]>;
  /** @throws Failure if there is no such account */
  get(accountId: string): Promise<CountedAccount>;
}

/** An application that is asked for: client id and secret are made. */
export type WantedApplication = Omit<Application, 'clientId' | 'createTime'>;

export interface ApplicationAdministration {
  /** @throws Failure if there is no such account */
  create(application: WantedApplication): Promise<{ readonly application: Application; readonly secret: string }>;
  /**
   * @param accountId undefined: of all accounts
   * @throws Failure if there is no such account
   */
  list(accountId: string | undefined): Promise<readonly Application[]>;
  /** @throws Failure if there is no such application, as every verb below */
  get(clientId: string): Promise<Application>;
  /** Which programs called with it. */
  calls(clientId: string): Promise<readonly CallRecord[]>;
  update(clientId: string, changes: ApplicationChanges): Promise<Application>;
  delete(clientId: string): Promise<void>;
  /** Makes a new secret and returns it; the old one is dead at once. */
  rotateSecret(clientId: string): Promise<string>;
}

/** Which entries are asked for. */
export interface WantedAudit extends Omit<AuditQuery, 'action' | 'before'> {
  readonly action?: AuditAction | undefined;
}

export interface AuditAdministration {
  /** Newest first. */
  list(wanted: WantedAudit): Promise<readonly AuditEntry[]>;
}
