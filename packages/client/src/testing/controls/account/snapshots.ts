import type { ControlClient } from '../control-client.ts';
import type { Snapshot } from '../payloads.ts';

/** An account as it was: people, applications, live tokens and the clock. Journal and faults are not part of it. */
export interface SnapshotControls {
  /**
   * Keeps the account as it is.
   *
   * @param name lower-case letters, digits and inner hyphens; made up unless given
   * @throws SandboxError where there is one of that name
   * @example
   * ```ts
   * import { createClient } from '@rollcall/client';
   * import { connectSandbox } from '@rollcall/client/testing';
   *
   * const sandbox = await connectSandbox(controlUrl);
   * await using account = await sandbox.createAccount();
   * const client = createClient(account.options);
   * const userId = await account.userId('member');
   * const { name } = await account.snapshots.create();
   * await client.users.suspend(userId);
   * await account.snapshots.restore(name);
   * console.log((await client.users.get(userId)).state); // ACTIVE
   * ```
   */
  create(name?: string): Promise<Snapshot>;
  /** Oldest first. */
  list(): Promise<Snapshot[]>;
  /** Goes back to it, as often as wanted. @throws SandboxError where there is none of that name */
  restore(name: string): Promise<void>;
  /** The account stays as it is. @throws SandboxError where there is none of that name */
  remove(name: string): Promise<void>;
}

export function snapshotControls(ask: ControlClient, at: string): SnapshotControls {
  const all = `${at}/snapshots`;
  const one = (name: string) => `${all}/${encodeURIComponent(name)}`;
  return {
    create: (name) => ask({ path: all, method: 'POST', body: name === undefined ? {} : { name } }),
    list: async () => (await ask<{ snapshots: Snapshot[] }>({ path: all })).snapshots,
    restore: (name) => ask({ path: `${one(name)}:restore`, method: 'POST' }),
    remove: (name) => ask({ path: one(name), method: 'DELETE' }),
  };
}
