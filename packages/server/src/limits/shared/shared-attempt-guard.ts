import type { Quota } from '@rollcall/contract';
import type { Clock } from '../../domain/clock.ts';
import type { Awaitable } from '../../storage/storage.ts';
import { attemptKeys, PER_CLIENT, PER_NETWORK } from '../attempt-limits.ts';
import type { LimitStore, LimitStoreObserver } from '../limit-store.ts';
import type { AttemptGuard } from '../limits.ts';
import { RecentRefusals } from './recent-refusals.ts';
import { SharedWindow, secondsLeft } from './shared-window.ts';

/** Longer than every window that a failure can have begun. */
const TRACE_SECONDS = 3600 + 60;

type Scope = readonly SharedWindow[];

/**
 * Counts failed attempts on all servers together. A network from which nobody failed lately costs one question: each
 * failure leaves a trace of its network that outlives every window it counted in.
 */
export class SharedAttemptGuard implements AttemptGuard {
  readonly #client: Scope;
  readonly #network: Scope;
  readonly #trace: SharedWindow;
  /** The windows that were full, by the key they counted for; the value is the milliseconds to wait. */
  readonly #refusals: RecentRefusals<number>;

  constructor(store: LimitStore, clock: Clock, observe: LimitStoreObserver) {
    const scope = (kind: string, { perMinute, perHour }: Quota): Scope => [
      new SharedWindow(store, { kind: `${kind}-minute`, limit: perMinute, seconds: 60 }, observe),
      new SharedWindow(store, { kind: `${kind}-hour`, limit: perHour, seconds: 3600 }, observe),
    ];
    this.#client = scope('failures-client', PER_CLIENT);
    this.#network = scope('failures-network', PER_NETWORK);
    this.#trace = new SharedWindow(store, { kind: 'failures', limit: 1, seconds: TRACE_SECONDS }, observe);
    this.#refusals = new RecentRefusals(clock);
  }

  secondsToWait(clientId: string | undefined, address: string): Awaitable<number> {
    const keys = attemptKeys(clientId, address);
    const known = Math.max(this.#knownWait(keys.client), this.#knownWait(keys.network));
    return known > 0 ? secondsLeft({ used: 0, msLeft: known }) : this.#ask(keys);
  }

  async countFailure(clientId: string | undefined, address: string): Promise<void> {
    const { client, network } = attemptKeys(clientId, address);
    await Promise.all([
      this.#trace.begin(network),
      ...this.#client.map((window) => window.count(client)),
      ...this.#network.map((window) => window.count(network)),
    ]);
  }

  /** Failures belong to all servers: nothing here is this one's alone to forget. */
  clear(): void {}

  #knownWait(key: string): number {
    const known = this.#refusals.find(key);
    return known === undefined ? 0 : known.value - known.ageMs;
  }

  async #ask({ client, network }: { readonly client: string; readonly network: string }): Promise<number> {
    const { used } = await this.#trace.look(network);
    if (used === 0) return 0;
    const waits = await Promise.all([this.#wait(this.#client, client), this.#wait(this.#network, network)]);
    const msLeft = Math.max(...waits);
    return msLeft === 0 ? 0 : secondsLeft({ used, msLeft });
  }

  /** Milliseconds until no window of the scope is full. */
  async #wait(scope: Scope, key: string): Promise<number> {
    const uses = await Promise.all(scope.map(async (window) => ({ window, use: await window.look(key) })));
    const waits = uses.filter(({ window, use }) => use.used >= window.limit).map(({ use }) => use.msLeft);
    if (waits.length === 0) return 0;
    const msLeft = Math.max(1, ...waits);
    this.#refusals.add(key, msLeft, msLeft);
    return msLeft;
  }
}
