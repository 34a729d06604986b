import { type ControlClient, controlClient, notControls } from './control-client.ts';
import type { AccountDescription, CreateAccountRequest, SandboxDescription } from './payloads.ts';
import { type SandboxAccount, sandboxAccount } from './sandbox-account.ts';

/** A region of a sandbox: a server and accounts of its own. */
export interface SandboxRegion {
  readonly name: string;
  /** Where its Users API is. */
  readonly baseUrl: string;
  /** The fixed name of the public region it stands for, where it does. */
  readonly hostName: string | undefined;
}

/** A sandbox that runs elsewhere: `rollcall sandbox`, a container beside the tests. */
export interface RemoteSandbox {
  /** The account it started with. */
  readonly account: SandboxAccount;
  /** Every region, the one of `account` first. */
  readonly regions: readonly SandboxRegion[];
  /**
   * The certificate to trust, as PEM, by `setDefaultCACertificates` of `node:tls`; before Node.js 24 by
   * NODE_EXTRA_CA_CERTS. Undefined over plain HTTP.
   */
  readonly ca: string | undefined;
  /**
   * Makes an account that no other test sees, with a clock, faults, limits and a journal of its own, in milliseconds.
   *
   * @throws SandboxError saying what of the request is wrong
   */
  createAccount(request?: CreateAccountRequest): Promise<SandboxAccount>;
  /** @throws SandboxError if there is no such account */
  getAccount(accountId: string): Promise<SandboxAccount>;
  /** Those the sandbox started with first. */
  listAccounts(): Promise<AccountDescription[]>;
  /** Isolated accounts are gone, the others as at the start. For whoever has the sandbox alone. */
  reset(): Promise<void>;
}

const USUAL_CONTROL_URL = 'http://127.0.0.1:9440';

/**
 * Connects to the controls of a sandbox. Needs nothing but this package, and Node.js 20.19 or newer.
 *
 * @param controlUrl what `rollcall sandbox` prints. Unless given, or where it is empty: the environment variable
 *   ROLLCALL_CONTROL_URL, else `http://127.0.0.1:9440`, as for the commands
 * @throws SandboxError where no sandbox answers there
 * @example
 * ```ts
 * import { createClient } from '@rollcall/client';
 * import { connectSandbox } from '@rollcall/client/testing';
 *
 * const sandbox = await connectSandbox(controlUrl);
 * await using account = await sandbox.createAccount({ name: 'a list fails once' });
 * const fault = await account.faults.add({ kind: 'answer', operation: 'ListUsers', status: 503 });
 * const client = createClient(account.options);
 * await client.users.list().pages().next(); // asked again without a word
 * console.log((await account.faults.get(fault.id)).hits); // 1
 * ```
 */
export async function connectSandbox(controlUrl?: string): Promise<RemoteSandbox> {
  const url = controlUrl || fromEnvironment() || USUAL_CONTROL_URL;
  const ask = controlClient(url);
  const { account, regions, ca } = await ask<Partial<SandboxDescription>>({ path: '' });
  if (account === undefined || regions === undefined) throw notControls(url, 200);
  return {
    account: sandboxAccount(ask, account),
    regions: regions.map(({ name, base_url, host_name }) => ({ name, baseUrl: base_url, hostName: host_name })),
    ca,
    ...sandboxControls(ask),
  };
}

/** Deno and browsers have other ways. */
function fromEnvironment(): string | undefined {
  const { process } = globalThis as { readonly process?: { readonly env: Readonly<Record<string, string>> } };
  return process?.env.ROLLCALL_CONTROL_URL;
}

/** What can be done to a sandbox as a whole. */
export function sandboxControls(
  ask: ControlClient,
): Pick<RemoteSandbox, 'createAccount' | 'getAccount' | 'listAccounts' | 'reset'> {
  return {
    createAccount: async (body = {}) =>
      sandboxAccount(ask, await ask<AccountDescription>({ path: '/accounts', method: 'POST', body })),
    getAccount: async (id) => sandboxAccount(ask, await ask({ path: `/accounts/${encodeURIComponent(id)}` })),
    listAccounts: async () => (await ask<{ accounts: AccountDescription[] }>({ path: '/accounts' })).accounts,
    reset: () => ask({ path: ':reset', method: 'POST' }),
  };
}
