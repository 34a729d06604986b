import type { Clock } from '@rollcall/server/domain/clock';

/** The time of the system, which a test moves on: what is shown in a browser is not far from its own time. */
export class MovableClock implements Clock {
  #aheadMs = 0;

  now(): number {
    return Date.now() + this.#aheadMs;
  }

  advance(seconds: number): void {
    this.#aheadMs += seconds * 1000;
  }
}
