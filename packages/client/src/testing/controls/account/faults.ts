import type { ControlClient } from '../control-client.ts';
import type { Fault, FaultState } from '../payloads.ts';

/** What goes wrong, for which call of which operation: counted, never by chance. */
export interface FaultControls {
  /**
   * Lets calls go wrong: the next one of its operation, unless `first_call` and `last_call` say which.
   *
   * @throws SandboxError naming what of the fault is wrong
   * @example
   * ```ts
   * import { createClient } from '@rollcall/client';
   * import { connectSandbox } from '@rollcall/client/testing';
   *
   * const sandbox = await connectSandbox(controlUrl);
   * await using account = await sandbox.createAccount();
   * // The second page is cut in the middle, twice.
   * const fault = await account.faults.add({ kind: 'cut_body', operation: 'ListUsers', first_call: 2, last_call: 3 });
   * const client = createClient({ ...account.options, clock: await account.clock.forClient() });
   * for await (const { email } of client.users.list({ pageSize: 20 })) email.toLowerCase(); // nobody is missing
   * console.log((await account.faults.get(fault.id)).hits); // 2
   * ```
   */
  add(fault: Fault): Promise<FaultState>;
  /** In the order they were set. */
  list(): Promise<FaultState[]>;
  /** How often it struck: `hits`. @throws SandboxError where there is no such fault */
  get(id: string): Promise<FaultState>;
  /** From the next call on. @throws SandboxError where there is no such fault */
  remove(id: string): Promise<void>;
  /** Removes all of them. */
  clear(): Promise<void>;
}

export function faultControls(ask: ControlClient, at: string): FaultControls {
  const all = `${at}/faults`;
  const one = (id: string) => `${all}/${encodeURIComponent(id)}`;
  return {
    add: (body) => ask({ path: all, method: 'POST', body }),
    list: async () => (await ask<{ faults: FaultState[] }>({ path: all })).faults,
    get: (id) => ask({ path: one(id) }),
    remove: (id) => ask({ path: one(id), method: 'DELETE' }),
    clear: () => ask({ path: all, method: 'DELETE' }),
  };
}
