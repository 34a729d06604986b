import type { ApiVersion } from '../../options.ts';
import type { PersonKind } from '../seed.ts';
import { type AccountControls, accountControls } from './account-controls.ts';
import type { ControlClient } from './control-client.ts';
import type { AccountDescription } from './payloads.ts';
import { SandboxError } from './sandbox-error.ts';

/** An account of a sandbox, and what can be done to it. */
export interface SandboxAccount extends AccountControls {
  /** Of the Users API in the account's region. */
  readonly baseUrl: string;
  readonly accountId: string;
  /** Of its first application. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** The region it is homed in. */
  readonly region: string;
  /** Options for `createClient`, to take as they are or to spread. */
  readonly options: {
    readonly baseUrl: string;
    readonly accountId: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly apiVersion: ApiVersion;
  };
  /**
   * The id of the first person of a kind, in list order and as the account is now: `member` and `administrator` are
   * active and may be suspended, `suspended` may be reactivated, `owner` is an active one, and of `externally_managed`
   * every change is refused.
   *
   * @throws SandboxError if there is nobody of that kind
   */
  userId(kind: PersonKind): Promise<string>;
  /** Puts it back to how it began, without faults and journal. Tokens are dead, snapshots are kept. */
  reset(): Promise<void>;
  /** Removes it, with everything in it. @throws SandboxError for an account the sandbox started with */
  delete(): Promise<void>;
  /** Removes it, where it is isolated; an account the sandbox started with is reset. For `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** The functions of an account that was described. */
export function sandboxAccount(ask: ControlClient, described: AccountDescription): SandboxAccount {
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
      throw new SandboxError(`The account has nobody of the kind "${kind}". Create one.`);
    },
    reset,
    delete: remove,
    [Symbol.asyncDispose]: described.seeded ? reset : async () => remove().catch(passOver),
  };
}

/** Whoever has removed it already has done what was wanted. @throws anything else */
function passOver(error: unknown): void {
  if (!(error instanceof SandboxError && error.status === 404)) throw error;
}
