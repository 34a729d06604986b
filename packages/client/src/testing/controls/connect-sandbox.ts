import type { ApiVersion } from '../../options.ts';
import type { PersonKind } from '../seed.ts';
import { type AccountControls, accountControls } from './account-controls.ts';
import { type ControlClient, controlClient } from './control-client.ts';
import type { AccountDescription, CreateAccountRequest, SandboxDescription } from './payloads.ts';

/** An account of a sandbox that runs elsewhere, and what can be done to it. */
export interface SandboxAccount extends AccountControls {
  readonly baseUrl: string;
  readonly accountId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly region: string;
  /** Options for `createClient`. */
  readonly options: {
    readonly baseUrl: string;
    readonly accountId: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly apiVersion: ApiVersion;
  };
  /**
   * The id of the first person of a kind, in list order and as the account is now.
   *
   * @throws Error if there is nobody of that kind
   */
  userId(kind: PersonKind): Promise<string>;
  /** Puts it back to how it began. Tokens are dead. */
  reset(): Promise<void>;
  /** Removes it, with everything in it. @throws Error for an account the sandbox started with */
  delete(): Promise<void>;
  /** Removes it, where it is isolated; the seeded account is put back to its seed. For `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** A sandbox that runs elsewhere: `rollcall sandbox`, a container beside the tests. */
export interface RemoteSandbox {
  /** The account it started with. */
  readonly account: SandboxAccount;
  /** Every region, and where it answers. */
  readonly regions: SandboxDescription['regions'];
  /** The certificate to trust, as PEM; undefined over plain HTTP. */
  readonly ca: string | undefined;
  /** Makes an account that no other test sees, with a clock, faults, limits and a journal of its own. */
  createAccount(request?: CreateAccountRequest): Promise<SandboxAccount>;
  /** @throws Error if there is no such account */
  getAccount(accountId: string): Promise<SandboxAccount>;
  listAccounts(): Promise<AccountDescription[]>;
  /** Isolated accounts are gone, the others as at the start. */
  reset(): Promise<void>;
}

/**
 * Connects to the controls of a sandbox.
 *
 * @param controlUrl `http://localhost:9440`: what `rollcall sandbox` prints
 * @throws Error where nothing answers there
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
export async function connectSandbox(controlUrl: string): Promise<RemoteSandbox> {
  const ask = controlClient(controlUrl);
  const { account, regions, ca } = await ask<SandboxDescription>({ path: '' });
  return { account: sandboxAccount(ask, account), regions, ca, ...sandboxControls(ask) };
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

function sandboxAccount(ask: ControlClient, described: AccountDescription): SandboxAccount {
  const { account_id: accountId, client_id: clientId, client_secret: clientSecret, base_url: baseUrl } = described;
  const apiVersion = described.api_versions.includes('v1') ? 'v1' : 'v1beta1';
  const path = `/accounts/${accountId}`;
  const connection = { baseUrl, accountId, clientId, clientSecret };
  const controls = accountControls(ask, accountId);
  const remove = () => ask<void>({ path, method: 'DELETE' });
  const reset = () => ask<void>({ path: `${path}:reset`, method: 'POST' });
  return {
    ...connection,
    ...controls,
    region: described.region,
    options: { ...connection, apiVersion },
    userId: async (kind) => {
      for await (const { id } of controls.people.list(kind)) return id;
      throw new Error(`The account has nobody of the kind "${kind}". Create one.`);
    },
    reset,
    delete: remove,
    [Symbol.asyncDispose]: described.seeded ? reset : remove,
  };
}
