import type { Clock } from '../../domain/clock.ts';

/** Where a clock stands, apart from the clock that drives it. */
export interface ClockState {
  /** Milliseconds it is ahead of the clock that drives it; for one that stands still, what it shows. */
  readonly value: number;
  readonly frozen: boolean;
}

/** How a clock begins. */
export interface ClockStart {
  /** Milliseconds since the Unix epoch; the time of the clock that drives it unless given. */
  readonly time?: number | undefined;
  readonly frozen?: boolean | undefined;
}

/** The time of an account: that of another clock, shifted or stopped. */
export class AccountClock implements Clock {
  readonly #drive: Clock;
  #state: ClockState = { value: 0, frozen: false };

  /** @param drive what makes it run: the machine's clock, but for tests */
  constructor(drive: Clock) {
    this.#drive = drive;
  }

  now(): number {
    const { value, frozen } = this.#state;
    return frozen ? value : this.#drive.now() + value;
  }

  get frozen(): boolean {
    return this.#state.frozen;
  }

  get state(): ClockState {
    return this.#state;
  }

  /** Begins, whatever it showed before. */
  begin(start: ClockStart): void {
    this.#state = { value: 0, frozen: false };
    this.move(start);
  }

  /** Puts it back to a state it had. */
  restore(state: ClockState): void {
    this.#state = state;
  }

  /** @param ms forward, where positive */
  advance(ms: number): void {
    this.#state = { ...this.#state, value: this.#state.value + ms };
  }

  /** Sets it, stops it or lets it run on, both at one moment. What is left out stays. */
  move({ time, frozen = this.frozen }: ClockStart): void {
    if (time === undefined && frozen === this.frozen) return;
    const now = this.#drive.now();
    const shown = time ?? (this.frozen ? this.#state.value : now + this.#state.value);
    this.#state = { frozen, value: frozen ? shown : shown - now };
  }
}
