import type { ControlClient } from '../control-client.ts';
import type { CutOver } from '../payloads.ts';

/** The end of the preview (`v1beta1`), rehearsed. */
export interface CutOverControls {
  /** When it ends. @throws SandboxError where it lives on */
  get(): Promise<CutOver>;
  /**
   * Lets the preview end at a moment of the account's clock. Until then it answers with `Deprecation` and `Sunset`, from
   * then on its paths lead nowhere.
   *
   * @example
   * ```ts
   * import { createClient, RollcallError } from '@rollcall/client';
   * import { connectSandbox } from '@rollcall/client/testing';
   *
   * const sandbox = await connectSandbox(controlUrl);
   * await using account = await sandbox.createAccount({ clock: { time: '2030-01-31T23:00:00Z' } });
   * await account.cutOver.set({ sunset_time: '2030-02-01T00:00:00Z' });
   * const client = createClient({ ...account.options, apiVersion: 'v1beta1' });
   * const userId = await account.userId('owner');
   * console.log((await client.users.get(userId)).id === userId); // true
   * await account.clock.advance(3600);
   * await client.users.get(userId).catch((error) => {
   *   console.log(error instanceof RollcallError && error.status === 404); // true
   * });
   * ```
   */
  set(moments: CutOver): Promise<CutOver>;
  /** Lets the preview live on. */
  clear(): Promise<void>;
}

export function cutOverControls(ask: ControlClient, at: string): CutOverControls {
  const path = `${at}/cut-over`;
  return {
    get: () => ask({ path }),
    set: (body) => ask({ path, method: 'PUT', body }),
    clear: () => ask({ path, method: 'DELETE' }),
  };
}
