import type {
  Account,
  AccountChanges,
  Application,
  ApplicationChanges,
  ApplicationSecret,
  AuditEntry,
  AuditQuery,
  CallRecord,
  SecretUse,
} from '@rollcall/server';
import type { AuditAction } from '@rollcall/server/domain/audit';
import type { PeopleAdministration } from './people-administration.ts';

/**
 * What the commands administer: a data folder or a database directly, or a running server through its management API.
 * Each verb is a whole intention, and says in one sentence what is wrong where it cannot be carried out.
 */
export interface Administration {
  readonly accounts: AccountAdministration;
  readonly applications: ApplicationAdministration;
  readonly people: PeopleAdministration;
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
  /** @throws Failure if there is no such account, as the verb below */
  get(accountId: string): Promise<CountedAccount>;
  update(accountId: string, changes: AccountChanges): Promise<CountedAccount>;
}

/** An application that is asked for: client id and secret are made. */
export type WantedApplication = Omit<Application, 'clientId' | 'createTime'>;

export interface ApplicationWithSecrets {
  readonly application: Application;
  /** Oldest first, those that ended lately included. */
  readonly secrets: readonly ApplicationSecret[];
}

/** Who works with an application, the latest first. */
export interface ApplicationUse {
  /** Which programs called. */
  readonly calls: readonly CallRecord[];
  /** Who got tokens by which secret. */
  readonly secretUses: readonly SecretUse[];
}

/** A secret that is asked for. */
export interface WantedSecret {
  /** What it is for. 1 to 100 characters. */
  readonly label: string;
  /** RFC 3339; undefined: good until it is revoked. */
  readonly expireTime: string | undefined;
}

export interface WantedRotation {
  /** Undefined: the day of the rotation. */
  readonly label: string | undefined;
  /** 0 ends the other secrets at once. */
  readonly keepOldSeconds: number;
}

/** A secret in plain text: it cannot be had again. */
export interface MadeSecret {
  readonly text: string;
  readonly secret: ApplicationSecret;
}

export interface ApplicationAdministration {
  /** @throws Failure if there is no such account */
  create(application: WantedApplication): Promise<{ readonly application: Application; readonly secret: string }>;
  /**
   * @param accountId undefined: of all accounts
   * @throws Failure if there is no such account
   */
  list(accountId: string | undefined): Promise<readonly Application[]>;
  /** @throws Failure if there is no such application, as every verb below */
  get(clientId: string): Promise<ApplicationWithSecrets>;
  use(clientId: string): Promise<ApplicationUse>;
  update(clientId: string, changes: ApplicationChanges): Promise<Application>;
  delete(clientId: string): Promise<void>;
  /** Adds a secret beside the others and returns it, in plain text. @throws Failure if it has as many as it may have */
  addSecret(clientId: string, wanted: WantedSecret): Promise<MadeSecret>;
  /**
   * Makes a new secret and returns it, in plain text; the others are dead at once, or live on for so many seconds.
   * @throws Failure if it has as many as it may have
   */
  rotateSecret(clientId: string, wanted: WantedRotation): Promise<MadeSecret>;
  /** @throws Failure if the application has no such secret */
  revokeSecret(clientId: string, secretId: string): Promise<void>;
  /** How many tokens lived. */
  revokeTokens(clientId: string): Promise<number>;
}

/** Which entries are asked for. */
export interface WantedAudit extends Omit<AuditQuery, 'action' | 'before'> {
  readonly action?: AuditAction | undefined;
}

export interface AuditAdministration {
  /** Newest first. */
  list(wanted: WantedAudit): Promise<readonly AuditEntry[]>;
}
