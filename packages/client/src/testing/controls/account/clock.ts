import type { Clock } from '../../../clock.ts';
import type { ControlClient } from '../control-client.ts';
import type { SandboxClock } from '../payloads.ts';
import { clientClock } from './client-clock.ts';

/** The time of an account: tokens expire by it, limits refill by it, people are created at it. */
export interface ClockControls {
  /** What it shows now, and whether it stands still. */
  get(): Promise<SandboxClock>;
  /**
   * Sets, stops or releases it.
   *
   * @param change.time RFC 3339, in the years 1970 to 9999, forwards or backwards
   */
  set(change: Partial<SandboxClock>): Promise<SandboxClock>;
  /**
   * Moves it forward. One that stands still goes on standing.
   *
   * @param seconds more than 0, a hundred years at the most; fractions are milliseconds
   * @example
   * ```ts
   * import { createClient } from '@rollcall/client';
   * import { connectSandbox } from '@rollcall/client/testing';
   *
   * const sandbox = await connectSandbox(controlUrl);
   * await using account = await sandbox.createAccount({ clock: { time: '2030-01-01T00:00:00Z', frozen: true } });
   * const client = createClient(account.options);
   * await client.users.list().pages().next();
   * await account.clock.advance(900); // the token is expired now, and the client gets another
   * await client.users.list().pages().next();
   * console.log((await account.clock.get()).time); // 2030-01-01T00:15:00.000Z
   * ```
   */
  advance(seconds: number): Promise<SandboxClock>;
  /**
   * The same clock for `createClient`: where the client would wait, it is moved on, and nobody waits. So a run into the
   * limit of an hour takes milliseconds.
   *
   * @example
   * ```ts
   * import { createClient } from '@rollcall/client';
   * import { connectSandbox } from '@rollcall/client/testing';
   *
   * const sandbox = await connectSandbox(controlUrl);
   * await using account = await sandbox.createAccount({ limits: { per_minute: 2 } });
   * const client = createClient({ ...account.options, clock: await account.clock.forClient() });
   * const owner = await account.userId('owner');
   * for (let call = 0; call < 10; call++) await client.users.get(owner); // four minutes, by that clock
   * ```
   */
  forClient(): Promise<Clock>;
}

export function clockControls(ask: ControlClient, at: string): ClockControls {
  const controls = {
    get: () => ask<SandboxClock>({ path: `${at}/clock` }),
    set: (body: Partial<SandboxClock>) => ask<SandboxClock>({ path: `${at}/clock`, method: 'PATCH', body }),
    advance: (seconds: number) => ask<SandboxClock>({ path: `${at}/clock:advance`, method: 'POST', body: { seconds } }),
  };
  const { learn, clock } = clientClock(controls);
  return {
    get: () => learn(controls.get()),
    set: (change) => learn(controls.set(change)),
    advance: (seconds) => learn(controls.advance(seconds)),
    forClient: async () => {
      await learn(controls.get());
      return clock;
    },
  };
}
