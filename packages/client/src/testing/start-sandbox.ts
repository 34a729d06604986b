import type { Clock } from '../clock.ts';
import type { ApiVersion } from '../options.ts';
import { accountControls } from './controls/account-controls.ts';
import { sandboxControls } from './controls/connect-sandbox.ts';
import { controlClient } from './controls/control-client.ts';
import type { Preset } from './controls/payloads.ts';
import { loadServer } from './load-server.ts';
import type { Sandbox } from './sandbox.ts';
import type { Seed } from './seed.ts';

/** How the sandbox is to be. Everything may be left out. */
export interface SandboxOptions {
  /**
   * What it starts with: an object in the form of a directory file, or the path (or `file:` URL) of a `.json`, `.csv` or
   * `.ndjson` file. Left out: about sixty demo people, always with the same ids. What a seed leaves out, such as ids, is
   * made, and is the same every time.
   */
  readonly seed?: Seed | undefined;
  /** An awkward account to start with instead: one owner only, nobody at all, names in every script. */
  readonly preset?: Preset | undefined;
  /** How many people to generate instead, 1 to 1,000,000: one in a thousand is an owner, and the first. */
  readonly users?: number | undefined;
  /** With `users`: another one gives other people. 0 to 4,294,967,295; 1 unless given. */
  readonly randomSeed?: number | undefined;
  /**
   * Requests of an application in a minute and in an hour; 0 switches a limit off. As in production unless given: 100
   * and 6,000.
   */
  readonly limits?: { readonly perMinute?: number | undefined; readonly perHour?: number | undefined } | undefined;
  /** Refuse unknown and misspelt parameters. Off unless given. */
  readonly strict?: boolean | undefined;
  /** The path families it serves. Both unless given. */
  readonly apiVersions?: readonly ApiVersion[] | undefined;
  /** When `v1beta1` goes away, by the clock of the account. It stays unless given. */
  readonly previewSunset?: Date | undefined;
  /**
   * Regions to have side by side, each with a server, a port and accounts of its own; all begin with the same seed. One
   * unless given. `hostName` is the fixed name it stands for: a request for that host is answered as this region,
   * whichever port it comes to.
   */
  readonly regions?: readonly { readonly name: string; readonly hostName?: string | undefined }[] | undefined;
  /**
   * HTTPS, with a certificate for localhost from a CA that lives and dies with the sandbox: `ca` is what to trust. Plain
   * HTTP unless given.
   */
  readonly tls?: boolean | undefined;
  /**
   * What drives the clocks of all accounts; `options` hands it to the client too. The machine's unless given. To move
   * time in a test none is needed: the sandbox has its own `clock`.
   */
  readonly clock?: Clock | undefined;
}

/**
 * Starts a Rollcall in this process, for tests: the real service with its rules, refusals and limits, on throw-away data,
 * over plain HTTP on a free port of this machine. Works under node:test, Vitest and Jest. Needs `@rollcall/server`
 * installed as a development dependency, and Node.js 24.11 or newer.
 *
 * @throws Error in one sentence: what of the seed is wrong and where, or what is missing
 * @example
 * ```ts
 * import { createClient } from '@rollcall/client';
 * import { startSandbox } from '@rollcall/client/testing';
 *
 * await using sandbox = await startSandbox({
 *   seed: {
 *     accounts: [
 *       {
 *         name: 'Acme',
 *         users: [
 *           { email: 'ada@example.com', display_name: 'Ada Lovelace', role: 'owner' },
 *           { email: 'lin@example.com', display_name: '林美玲', state: 'SUSPENDED' },
 *         ],
 *       },
 *     ],
 *   },
 * });
 * const client = createClient(sandbox.options);
 * for await (const user of client.users.list({ filter: 'suspended' })) console.log(user.email); // lin@example.com
 * ```
 * @example
 * ```ts
 * import { createClient } from '@rollcall/client';
 * import { startSandbox } from '@rollcall/client/testing';
 *
 * await using sandbox = await startSandbox({ limits: { perMinute: 2 } });
 * // Where the client would have to wait, the clock is moved on: the limit of a minute is over at once.
 * const client = createClient({ ...sandbox.options, clock: await sandbox.clock.forClient() });
 * const userId = await sandbox.userId('owner');
 * for (let call = 0; call < 10; call++) await client.users.get(userId);
 * ```
 * @example
 * ```ts
 * import { setDefaultCACertificates } from 'node:tls';
 * import { createClient } from '@rollcall/client';
 * import { startSandbox } from '@rollcall/client/testing';
 *
 * // Three regions over HTTPS, with three hundred people each. An account lives in one of them.
 * const regions = [{ name: 'com' }, { name: 'ca' }, { name: 'eu' }];
 * await using sandbox = await startSandbox({ regions, tls: true, users: 300 });
 * setDefaultCACertificates([sandbox.ca ?? '']);
 * await using account = await sandbox.createAccount({ region: 'eu' });
 * console.log(account.baseUrl === sandbox.regions[2]?.baseUrl); // true
 * await createClient(account.options).users.list().pages().next();
 * ```
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const server = await loadServer();
  const started = await server.startSandbox(options);
  const { baseUrl, controlUrl = '', regions, ca, accountId, clientId, clientSecret, userId, reset, close } = started;
  const ask = controlClient(controlUrl);
  const { createAccount, getAccount, listAccounts } = sandboxControls(ask);
  const { clock, apiVersions = ['v1'] } = options;
  const apiVersion = apiVersions.includes('v1') ? 'v1' : 'v1beta1';
  return {
    ...accountControls(ask, accountId),
    createAccount,
    getAccount,
    listAccounts,
    baseUrl,
    controlUrl,
    regions,
    ca,
    accountId,
    clientId,
    clientSecret,
    options: { baseUrl, accountId, clientId, clientSecret, apiVersion, clock },
    userId,
    reset,
    close,
    [Symbol.asyncDispose]: close,
  };
}
