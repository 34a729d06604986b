import type { ApiVersion, MetadataOperation, OAuthOperation, UsersOperation } from '@rollcall/contract';
import type { ChangeContext } from '../domain/audit.ts';
import type { Clock } from '../domain/clock.ts';
import type { PageTokens } from '../domain/page-token.ts';
import type { Random } from '../domain/random.ts';
import type { Storage, StoredApplication, StoredToken } from '../storage/storage.ts';

/** What the operations work with. */
export interface Services {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly random: Random;
  readonly pageTokens: PageTokens;
  /** Public URL without a trailing slash. Known once the server listens. */
  readonly baseUrl: () => string;
  readonly apiVersions: readonly ApiVersion[];
}

/** A request on people that has passed authentication, authorisation and quota. */
export interface UsersCall {
  /** The token's account, which is the one in the path. */
  readonly accountId: string;
  /** From the path; empty where the path has none. Any text: not checked yet. */
  readonly userId: string;
  /** Known query parameters by their right names, each sent at most once. */
  readonly query: Readonly<Record<string, string>>;
  readonly principal: StoredToken;
  /** Reads the body, at most a few KiB. @throws Refusal invalid_body when it is larger. */
  readonly body: () => Promise<Uint8Array>;
  readonly contentType: string | undefined;
  readonly context: () => ChangeContext;
}

/** An operation on people: its declaration and the work. */
export interface UsersHandler {
  readonly declaration: UsersOperation;
  /** Validates what is its own, does the work and returns the body as UTF-8 JSON. @throws Refusal */
  handle(call: UsersCall): Promise<Uint8Array | string>;
}

/** A request on an OAuth endpoint whose client has proved its secret. */
export interface OAuthCall {
  readonly application: StoredApplication;
  /** Form parameters, each sent at most once. */
  readonly form: Readonly<Record<string, string>>;
  readonly context: () => ChangeContext;
}

export interface OAuthHandler {
  readonly declaration: OAuthOperation;
  /** Whether a refusal is written to the audit log as `token.refused`. */
  readonly auditsRefusals: boolean;
  /** Returns the JSON body, or undefined for an empty one. @throws OAuthRefusal */
  handle(call: OAuthCall): Promise<object | undefined>;
}

export interface MetadataHandler {
  readonly declaration: MetadataOperation;
  handle(): object;
}
