// For `Symbol.asyncDispose` where a project compiles for an older language.
/// <reference lib="esnext.disposable" preserve="true" />
import type { Clock } from '../clock.ts';
import type { ApiVersion } from '../options.ts';
import type { AccountControls } from './controls/account-controls.ts';
import type { SandboxRegion } from './controls/connect-sandbox.ts';
import type { AccountDescription, CreateAccountRequest } from './controls/payloads.ts';
import type { SandboxAccount } from './controls/sandbox-account.ts';
import type { PersonKind } from './seed.ts';

/** What `createClient` needs to act as the sandbox's first application. */
export interface SandboxConnection {
  readonly baseUrl: string;
  readonly accountId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly apiVersion: ApiVersion;
  /** The sandbox's own, so that both live in the same time. */
  readonly clock: Clock | undefined;
}

/**
 * A Rollcall in this process, on throw-away data, and what can be done to its first account. Its secrets are known to
 * everyone: for tests only.
 */
export interface Sandbox extends AccountControls {
  /** Where it is: `http://localhost:49152`. The same through every reset. */
  readonly baseUrl: string;
  /** Where its controls are: `http://127.0.0.1:49153`. Other programs may use them, too. */
  readonly controlUrl: string;
  /** Every region, that of the first account first. One, unless more were asked for. */
  readonly regions: readonly SandboxRegion[];
  /** The certificate to trust, as PEM, by `setDefaultCACertificates` of `node:tls`. Undefined over plain HTTP. */
  readonly ca: string | undefined;
  /** The first account of the seed. */
  readonly accountId: string;
  /** The first application of that account; one with every scope where the seed has none. */
  readonly clientId: string;
  readonly clientSecret: string;
  /**
   * Options for `createClient`, to take as they are or to spread.
   *
   * @example
   * ```ts
   * import { createClient } from '@rollcall/client';
   * import { startSandbox } from '@rollcall/client/testing';
   *
   * await using sandbox = await startSandbox();
   * const client = createClient({ ...sandbox.options, retry: false });
   * console.log((await client.users.list().pages().next()).done); // false
   * ```
   */
  readonly options: SandboxConnection;
  /**
   * The id of the first person of a kind, in list order and as the account is now: `member` and `administrator` are
   * active and may be suspended, `suspended` may be reactivated, `owner` is an active one, and of `externally_managed`
   * every change is refused.
   *
   * @throws Error if there is nobody of that kind
   * @example
   * ```ts
   * import { createClient, ERR_EXTERNALLY_MANAGED, RollcallError } from '@rollcall/client';
   * import { startSandbox } from '@rollcall/client/testing';
   *
   * await using sandbox = await startSandbox();
   * const client = createClient(sandbox.options);
   * try {
   *   await client.users.suspend(await sandbox.userId('externally_managed'));
   * } catch (error) {
   *   console.log(error instanceof RollcallError && error.code === ERR_EXTERNALLY_MANAGED); // true
   * }
   * ```
   */
  userId(kind: PersonKind): Promise<string>;
  /**
   * Puts everything back to the seed: people, applications, limits, clock, without faults and journal. Isolated accounts
   * are gone. Tokens are dead, which a client notices and gets a new one. URL and connections stay. Quick enough for
   * `beforeEach`.
   *
   * @throws Error if the sandbox is closed
   * @example
   * ```ts
   * import { createClient } from '@rollcall/client';
   * import { startSandbox } from '@rollcall/client/testing';
   *
   * await using sandbox = await startSandbox();
   * const client = createClient(sandbox.options);
   * const userId = await sandbox.userId('member');
   * await client.users.suspend(userId);
   * await sandbox.reset();
   * console.log((await client.users.get(userId)).state); // ACTIVE
   * ```
   */
  reset(): Promise<void>;
  /**
   * Makes an account that no other test sees, with a clock, faults, limits and a journal of its own, in milliseconds.
   *
   * @throws SandboxError saying what of the request is wrong
   * @example
   * ```ts
   * import { createClient } from '@rollcall/client';
   * import { startSandbox } from '@rollcall/client/testing';
   *
   * await using sandbox = await startSandbox();
   * await using account = await sandbox.createAccount({ name: 'tokens expire' });
   * const client = createClient(account.options);
   * const before = await client.token.get();
   * await account.clock.advance(900);
   * await client.users.get(await account.userId('owner')); // renewed without a word
   * console.log((await client.token.get()).value === before.value); // false
   * ```
   */
  createAccount(request?: CreateAccountRequest): Promise<SandboxAccount>;
  /** Any account by its id, such as the first one of another region. @throws SandboxError if there is none */
  getAccount(accountId: string): Promise<SandboxAccount>;
  /** Every account: the first one, and those that were made. */
  listAccounts(): Promise<AccountDescription[]>;
  /** Finishes what is being answered, at most 8 seconds, and lets go of everything. May be repeated. */
  close(): Promise<void>;
  /** `close`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}
