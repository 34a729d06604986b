import type { Scope, UserState } from '@rollcall/contract';

/** What the service knows of accounts, people and applications. The shapes every floor above speaks in. */

export const ROLES = ['owner', 'administrator', 'member'] as const;
export type Role = (typeof ROLES)[number];

export const PROVISIONING_MODES = ['manual', 'automated'] as const;
export type Provisioning = (typeof PROVISIONING_MODES)[number];

/** Requests in a window of time, at the most; 0 switches a limit off. */
export interface RequestLimits {
  /** Undefined: an application takes its account's, an account the deployment's. */
  readonly requestsPerMinute: number | undefined;
  readonly requestsPerHour: number | undefined;
}

/** Its limits are for each of its applications by itself. */
export interface Account extends RequestLimits {
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
  /** Member of the Security group, which manages applications as administrators do. */
  readonly securityGroup: boolean;
  /** Managed by another organisation; as an administrator such a person cannot be suspended or reactivated. */
  readonly externallyManaged: boolean;
}

export interface Application extends RequestLimits {
  /** UUID in lower case. */
  readonly clientId: string;
  readonly accountId: string;
  readonly name: string;
  readonly description: string;
  /** https URL; demanded by the original and unused. */
  readonly redirectUrl: string;
  /** At least one. */
  readonly scopes: readonly Scope[];
  /** RFC 3339, whole seconds, UTC. */
  readonly createTime: string;
}
