import type { Clock } from '@rollcall/client';
import type { ManualClock } from '../../../server/test/service/manual-clock.ts';

/** The client's clock, which is the service's: who sleeps moves it on, and nobody waits. */
export class ClientClock implements Clock {
  /** Every wait that was asked for, in milliseconds. */
  readonly sleeps: number[] = [];
  readonly #service: ManualClock;
  #hold: PromiseWithResolvers<void> | undefined;

  constructor(service: ManualClock) {
    this.#service = service;
  }

  now(): number {
    return this.#service.now();
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.sleeps.push(ms);
    if (this.#hold === undefined) return this.#service.advance(ms / 1000);
    this.#hold.resolve();
    await new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
  }

  /** From now on a sleep ends only by its signal. Resolves when somebody sleeps. */
  holdSleepers(): Promise<void> {
    this.#hold = Promise.withResolvers();
    return this.#hold.promise;
  }
}
