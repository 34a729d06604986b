import type { Position } from '../../storage.ts';

const REMEMBERED = 64;

/** Which places of an account's list changed lately, so that a page elsewhere in the list need not be made anew. */
export class ChangeRing {
  #sequence = 0;
  readonly #positions: Position[] = [];

  /** How many changes there have been. */
  get sequence(): number {
    return this.#sequence;
  }

  note(position: Position): void {
    this.#positions[this.#sequence % REMEMBERED] = position;
    this.#sequence++;
  }

  /** Whether every change since `sequence` is remembered and lies outside the range. Undefined bounds are open ends. */
  isUntouchedSince(sequence: number, after: Position | undefined, through: Position | undefined): boolean {
    if (this.#sequence - sequence > REMEMBERED) return false;
    for (let change = sequence; change < this.#sequence; change++) {
      const position = this.#positions[change % REMEMBERED];
      if (position === undefined || isWithin(position, after, through)) return false;
    }
    return true;
  }
}

function isWithin(position: Position, after: Position | undefined, through: Position | undefined): boolean {
  if (after !== undefined && compare(position, after) <= 0) return false;
  return through === undefined || compare(position, through) <= 0;
}

function compare(a: Position, b: Position): number {
  if (a.createTime !== b.createTime) return a.createTime < b.createTime ? -1 : 1;
  if (a.id !== b.id) return a.id < b.id ? -1 : 1;
  return 0;
}
