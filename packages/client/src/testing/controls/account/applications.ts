import type { ControlClient } from '../control-client.ts';
import type { Application, NewApplication } from '../payloads.ts';

/** The applications that call for an account. */
export interface ApplicationControls {
  /** Without their secrets. */
  list(): Promise<Application[]>;
  /**
   * Adds one, with all four scopes unless said otherwise.
   *
   * @example
   * ```ts
   * import { createClient, ERR_INSUFFICIENT_SCOPE, RollcallError } from '@rollcall/client';
   * import { connectSandbox } from '@rollcall/client/testing';
   *
   * const sandbox = await connectSandbox(controlUrl);
   * await using account = await sandbox.createAccount();
   * const reader = await account.applications.create({ scopes: ['list_users'] });
   * const credentials = { clientId: reader.client_id, clientSecret: reader.client_secret };
   * try {
   *   await createClient({ ...account.options, ...credentials }).users.suspend(await account.userId('member'));
   * } catch (error) {
   *   console.log(error instanceof RollcallError && error.code === ERR_INSUFFICIENT_SCOPE); // true
   * }
   * ```
   */
  create(application?: NewApplication): Promise<Required<Application>>;
  /** Holds from the next call on, for tokens that are there already, too. */
  setScopes(clientId: string, scopes: Application['scopes']): Promise<Application>;
  /** Its tokens are dead at once. */
  remove(clientId: string): Promise<void>;
}

export function applicationControls(ask: ControlClient, at: string): ApplicationControls {
  const all = `${at}/applications`;
  const one = (id: string) => `${all}/${encodeURIComponent(id)}`;
  return {
    list: async () => (await ask<{ applications: Application[] }>({ path: all })).applications,
    create: (body = {}) => ask({ path: all, method: 'POST', body }),
    setScopes: (id, scopes) => ask({ path: one(id), method: 'PATCH', body: { scopes } }),
    remove: (id) => ask({ path: one(id), method: 'DELETE' }),
  };
}
