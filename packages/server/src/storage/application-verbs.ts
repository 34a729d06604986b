import type { ChangeContext } from '../domain/audit.ts';
import type { Awaitable, CredentialHash } from './storage.ts';

/** A secret of an application, without the secret. */
export interface ApplicationSecret {
  /** UUID in lower case. */
  readonly id: string;
  /** What it is for. 1 to 100 characters. */
  readonly label: string;
  /** RFC 3339, whole seconds, UTC. */
  readonly createTime: string;
  /** From then on it is refused; undefined: good until it is revoked. */
  readonly expireTime: string | undefined;
  readonly lastUseTime: string | undefined;
}

/** What is compared with the secret of a call. */
export interface StoredSecret {
  readonly id: string;
  readonly hash: CredentialHash;
  /** Milliseconds since the Unix epoch. */
  readonly expiresAt: number | undefined;
}

export interface NewSecret {
  readonly id: string;
  readonly hash: CredentialHash;
  readonly label: string;
  /** Milliseconds since the Unix epoch; undefined: good until it is revoked. */
  readonly expiresAt: number | undefined;
}

/** Secrets of one application at the most, expired ones not counted. */
export const MAX_SECRETS = 10;

/** Who proved themselves by a secret, so that an operator sees who still uses the old one. */
export interface SecretUse {
  readonly clientId: string;
  readonly secretId: string;
  readonly userAgent: string;
  readonly address: string;
  readonly uses: number;
  /** Milliseconds since the Unix epoch. */
  readonly firstAt: number;
  readonly lastAt: number;
}

/** Calls in one hour. */
export interface HourOfCalls {
  /** Milliseconds since the Unix epoch: the hour's beginning (UTC). */
  readonly hour: number;
  /** All calls, refused ones included. */
  readonly calls: number;
  /** Refused with 4xx, but for 429. */
  readonly refused: number;
  /** Refused with 429. */
  readonly limited: number;
  /** Failed with 5xx. */
  readonly failed: number;
}

/** The calls of an application in one hour. */
export interface HourlyUsage extends HourOfCalls {
  readonly clientId: string;
}

/** Days that hours of usage are kept, and who used a secret; the last use of a secret is kept with it. */
export const USAGE_DAYS = 31;

/** Days that a secret is listed after its end. */
export const ENDED_SECRET_DAYS = 1;

/** Users of a secret that are listed, at the most. */
export const LISTED_SECRET_USES = 1000;

/** What an administrator does with the secrets and tokens of an application, and what is counted of its calls. */
export interface ApplicationVerbs {
  /** Oldest first, expired ones included until housekeeping removes them (a day after their end). */
  listSecrets(clientId: string): Awaitable<readonly ApplicationSecret[]>;
  /** The same for many applications at once, by client id. Who has none, or is not there, is left out. */
  listSecretsOf(clientIds: readonly string[]): Awaitable<ReadonlyMap<string, readonly ApplicationSecret[]>>;
  /** Adds a secret beside the others. Audited as `application.secret_added` with its label. */
  addSecret(
    clientId: string,
    secret: NewSecret,
    context: ChangeContext,
  ): Promise<'added' | 'application_not_found' | 'too_many'>;
  /**
   * Adds a secret, and ends every other one: at once, for good, or at `keepOthersUntil` (ms) where that is earlier than
   * their own end. Tokens live on until they expire. Audited as `application.secret_rotated`.
   */
  rotateSecret(
    clientId: string,
    secret: NewSecret,
    keepOthersUntil: number | undefined,
    context: ChangeContext,
  ): Promise<'rotated' | 'application_not_found' | 'too_many'>;
  /** Dead at once, on every server. False if the application has no such secret. Audited as `application.secret_revoked`. */
  revokeSecret(clientId: string, secretId: string, context: ChangeContext): Promise<boolean>;
  /**
   * Kills all tokens of the application at once, on every server. How many lived; undefined if there is no such
   * application. Audited as `application.tokens_revoked`.
   */
  revokeTokens(clientId: string, context: ChangeContext): Promise<number | undefined>;
  /** Adds to what is counted already. Uses of a secret that is gone meanwhile are dropped with it. */
  recordSecretUses(uses: readonly SecretUse[]): Promise<void>;
  /** The latest first, `LISTED_SECRET_USES` at the most. */
  listSecretUses(clientId: string): Awaitable<readonly SecretUse[]>;
  /** Adds to what is counted already. That of an application that is gone meanwhile is dropped with it. */
  recordUsage(usage: readonly HourlyUsage[]): Promise<void>;
  /** Hours at or after `since` (ms), oldest first; hours without calls are left out. */
  listUsage(clientId: string, since: number): Awaitable<readonly HourlyUsage[]>;
  /** The same for all applications together. */
  sumUsage(since: number): Awaitable<readonly HourOfCalls[]>;
  /** Removes what is kept for a time only, and that time is over at `now` (ms). Returns how many rows. */
  sweepApplications(now: number): Promise<number>;
}
