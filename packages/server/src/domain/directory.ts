import type { Scope, UserState } from '@rollcall/contract';

/** What the service knows of accounts, people and applications. The shapes every floor above speaks in. */

export const ROLES = ['owner', 'administrator', 'member'] as const;
export type Role = (typeof ROLES)[number];

export const PROVISIONING_MODES = ['manual', 'automated'] as const;
export type Provisioning = (typeof PROVISIONING_MODES)[number];

export interface Account {
  /** 26 characters A-Z2-7. */
  readonly id: string;
  readonly name: string;
  /** With `automated`, people are managed elsewhere: suspend and reactivate are refused. */
  readonly provisioning: Provisioning;
  /** RFC 3339, whole seconds, UTC. */
  readonly createTime: string;
}

export interface Person {
  /** 26 characters A-Z2-7, unique within the account. */
  readonly id: string;
  /** Unique within the account, compared without case. */
  readonly email: string;
  readonly displayName: string;
  readonly state: UserState;
  /** RFC 3339, whole seconds, UTC. */
  readonly createTime: string;
  readonly role: Role;
  /** Managed by another organisation; as an administrator such a person cannot be suspended or reactivated. */
  readonly externallyManaged: boolean;
}

export interface Application {
  /** UUID in lower case. */
  readonly clientId: string;
  readonly accountId: string;
  readonly name: string;
  readonly description: string;
  /** https URL; demanded by the original and unused. */
  readonly redirectUrl: string;
  /** At least one. */
  readonly scopes: readonly Scope[];
  /** Own limits; undefined takes the deployment's, 0 switches a limit off. */
  readonly requestsPerMinute: number | undefined;
  readonly requestsPerHour: number | undefined;
  /** RFC 3339, whole seconds, UTC. */
  readonly createTime: string;
}
