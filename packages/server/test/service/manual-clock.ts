import type { Clock } from '../../src/domain/clock.ts';

/** A clock that moves when it is told to. */
export class ManualClock implements Clock {
  #now: number;

  constructor(start: string | number = '2026-03-01T12:00:00Z') {
    this.#now = typeof start === 'number' ? start : Date.parse(start);
  }

  now(): number {
    return this.#now;
  }

  /** Moves time on by so many seconds. */
  advance(seconds: number): void {
    this.#now += seconds * 1000;
  }
}
