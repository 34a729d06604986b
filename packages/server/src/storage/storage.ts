import type { ErrorReason, UserState } from '@rollcall/contract';
import type { ChangeContext } from '../domain/audit.ts';
import type { Application, Person, RequestLimits } from '../domain/directory.ts';
import type { AccountVerbs } from './account-verbs.ts';
import type { ApplicationVerbs, NewSecret, StoredSecret } from './application-verbs.ts';
import type { AuditVerbs } from './audit-verbs.ts';
import type { IdentityVerbs } from './identity-verbs.ts';
import type { ImportSession } from './import-session.ts';
import type { PeopleVerbs, SearchVerbs } from './people-verbs.ts';

/**
 * The storage seam: a few verbs, each a whole intention. An engine carries a verb out in one transaction together with
 * everything that belongs to it (the state, dead credentials, the audit entry), and answers once that is durable.
 * `storage-contract.ts` in the tests is the promise every engine keeps.
 */

/** Reads answer at once where the engine has them in memory; callers `await` either way. */
export type Awaitable<T> = T | Promise<T>;

/** SHA-256 of a token or secret, as 64 lower-case hex digits. Plain text never reaches this floor. */
export type CredentialHash = string;

/** An application as its calls meet it. */
export interface CallingApplication extends Application {
  /** Of its account: for what it has no limits of its own. */
  readonly accountLimits: RequestLimits;
}

export interface StoredApplication extends CallingApplication {
  /** Expired ones included until housekeeping removes them: whoever compares looks at the time. */
  readonly secrets: readonly StoredSecret[];
}

/** A live token and the application it acts for, as of now: scope changes and deletions already count. */
export interface StoredToken {
  readonly application: CallingApplication;
  /** Milliseconds since the Unix epoch. */
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** A person as the wire's User object in JSON, serialised once. */
export type UserJson = string;

/** A place in the order `create_time`, then `id`. */
export interface Position {
  readonly createTime: string;
  readonly id: string;
}

export interface UserQuery {
  readonly accountId: string;
  /** Undefined: both states. */
  readonly state: UserState | undefined;
  /** People at the most, 1 to 1000. */
  readonly size: number;
  /** Only people after this place. */
  readonly after: Position | undefined;
}

/** A page of people. Engines may hand out the same object again while nothing on it has changed: it is immutable. */
export interface UserPage {
  /** User objects joined with commas, without brackets: UTF-8 JSON. Empty for an empty page. */
  readonly json: Uint8Array;
  readonly count: number;
  /** The place of the last person, where more people follow; undefined on the last page. */
  readonly next: Position | undefined;
}

export type TransitionRefusal = Extract<
  ErrorReason,
  'no_owner_remain' | 'externally_managed_user' | 'automated_provisioning_enabled'
>;

export type TransitionResult =
  | { readonly kind: 'changed' | 'unchanged'; readonly user: UserJson }
  | { readonly kind: 'refused'; readonly reason: TransitionRefusal }
  | { readonly kind: 'not_found' };

export interface NewApplication extends Omit<Application, 'createTime'> {
  /** The first one. */
  readonly secret: NewSecret;
}

export type ApplicationChanges = Partial<
  Pick<Application, 'name' | 'description' | 'redirectUrl' | 'scopes' | 'requestsPerMinute' | 'requestsPerHour'>
>;

/** How often an application called with one User-Agent, so that an operator sees who calls with what version. */
export interface CallRecord {
  readonly clientId: string;
  readonly userAgent: string;
  readonly apiVersion: string;
  readonly calls: number;
  /** Milliseconds since the Unix epoch. */
  readonly firstAt: number;
  readonly lastAt: number;
}

/** The store cannot answer now (away, full, locked, shutting down). Becomes 503 with Retry-After. */
export class StorageUnavailable extends Error {
  override readonly name = 'StorageUnavailable';
}

/** What must be given once only: by the names of the directory file, but for a passkey, which stands in none. */
export type UniqueField = 'id' | 'email' | 'client_id' | 'passkey';

/** What is asked for contradicts what is stored: an id or an address that is taken. The message says which. */
export class StorageConflict extends Error {
  override readonly name = 'StorageConflict';
  readonly field: UniqueField;
  constructor(field: UniqueField, message: string) {
    super(message);
    this.field = field;
  }
}

/** The store cannot be opened. The message is for the operator: what, where, and the way out. */
export class StorageRefused extends Error {
  override readonly name = 'StorageRefused';
}

/** A data folder, a PostgreSQL database, or nowhere beyond this process. */
export type StorageKind = 'folder' | 'postgresql' | 'memory';

export interface Storage extends AccountVerbs, ApplicationVerbs, AuditVerbs, IdentityVerbs, PeopleVerbs, SearchVerbs {
  /** Where it keeps what it is given. */
  readonly kind: StorageKind;

  // What a request needs.
  /** The token if it is known, alive at `now` (ms), not revoked, and its application exists. */
  findToken(hash: CredentialHash, now: number): Awaitable<StoredToken | undefined>;
  findApplication(clientId: string): Awaitable<StoredApplication | undefined>;
  findUser(accountId: string, userId: string): Awaitable<UserJson | undefined>;
  listUsers(query: UserQuery): Awaitable<UserPage>;
  suspendUser(accountId: string, userId: string, context: ChangeContext): Promise<TransitionResult>;
  reactivateUser(accountId: string, userId: string, context: ChangeContext): Promise<TransitionResult>;
  /**
   * What the verb that leads to `target` would come to now, every acknowledged change counted. `changed` carries the
   * person as they would be. Changes nothing and writes nothing, refusals included.
   */
  checkTransition(accountId: string, userId: string, target: UserState): Awaitable<TransitionResult>;
  /** Stores the token for the application and audits it. False if the application is gone meanwhile. */
  issueToken(
    token: { readonly hash: CredentialHash; readonly clientId: string; readonly expiresAt: number },
    context: ChangeContext,
  ): Promise<boolean>;
  /** Kills the token if it belongs to the application. False, and nothing changes, if not or if it is dead already. */
  revokeToken(hash: CredentialHash, clientId: string, context: ChangeContext): Promise<boolean>;
  recordCalls(records: readonly CallRecord[]): Promise<void>;

  // What an operator needs.
  /**
   * Undefined if there is no such account.
   * @throws StorageConflict if the client id is taken.
   */
  createApplication(application: NewApplication, context: ChangeContext): Promise<Application | undefined>;
  listApplications(accountId: string | undefined): Awaitable<readonly Application[]>;
  /** Undefined if there is no such application. A removed scope holds from the next call on. */
  updateApplication(
    clientId: string,
    changes: ApplicationChanges,
    context: ChangeContext,
  ): Promise<Application | undefined>;
  /** Kills its tokens at once. False if there is no such application. */
  deleteApplication(clientId: string, context: ChangeContext): Promise<boolean>;
  listCalls(clientId: string): Awaitable<readonly CallRecord[]>;
  /** Everyone of an account in list order, after a place where one is given, streamed in constant memory. */
  exportUsers(accountId: string, after?: Position): Iterable<Person> | AsyncIterable<Person>;
  beginImport(source: string, context: ChangeContext): Promise<ImportSession>;

  // Housekeeping.
  /** A random key of 32 bytes that lives as long as the store, made on first use: page tokens are authenticated with it. */
  loadKey(name: string): Promise<Uint8Array>;
  /** Removes what expired before `now` (ms): tokens, sessions, invitations, marks. Returns how many tokens. */
  sweepTokens(now: number): Promise<number>;
  /** Throws StorageUnavailable unless the store can read and write. */
  check(): Promise<void>;
  /** Finishes what runs, then lets go of every file and lock. */
  close(): Promise<void>;
}
