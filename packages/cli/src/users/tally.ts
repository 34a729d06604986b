import { printableText } from '../output/printable-text.ts';
import { isFinal, isRefused, OUTCOMES, type Outcome, type OutcomeWord, outcomeText } from './outcome.ts';

/** Counts outcomes, and keeps one example of each reason. */
export class Tally {
  /** Without what an earlier part of the run has done; undefined where there was none. */
  readonly #thisTime: Tally | undefined;
  readonly #counts = new Map<OutcomeWord, number>();
  readonly #reasons = new Map<string, { count: number; readonly message: string }>();
  #refused = 0;
  #failed = 0;

  /** @param earlier what the run that is gone on with has done */
  constructor(earlier: readonly Outcome[] = []) {
    for (const outcome of earlier) this.#count(outcome);
    this.#thisTime = earlier.length === 0 ? undefined : new Tally();
  }

  add(outcome: Outcome): void {
    this.#count(outcome);
    this.#thisTime?.add(outcome);
  }

  #count(outcome: Outcome): void {
    this.#counts.set(outcome.outcome, (this.#counts.get(outcome.outcome) ?? 0) + 1);
    if (isRefused(outcome)) this.#refused += 1;
    if (!isFinal(outcome)) this.#failed += 1;
    const { reason = outcomeText(outcome.outcome), message } = outcome;
    if (message === undefined) return;
    const known = this.#reasons.get(reason);
    if (known === undefined) this.#reasons.set(reason, { count: 1, message });
    else known.count += 1;
  }

  get total(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }

  get refused(): number {
    return this.#refused;
  }

  /** People who are worth another try. */
  get failed(): number {
    return this.#failed;
  }

  /**
   * `Suspended 3, already suspended 1, refused 2.`, and below it what is behind the refusals. Where a run was gone on
   * with: `This time: suspended 1. In all: suspended 3, refused 2.`
   */
  summary(notDone: number): string {
    const reasons = [...this.#reasons].map(
      ([reason, { count, message }]) => `  ${printableText(reason)} (${count}): ${printableText(message)}\n`,
    );
    const all = this.#words(notDone);
    const line =
      this.#thisTime === undefined
        ? `${all.charAt(0).toUpperCase()}${all.slice(1)}`
        : `This time: ${this.#thisTime.#words(0)}. In all: ${all}`;
    return `${line}.\n${reasons.join('')}`;
  }

  #words(notDone: number): string {
    const parts = OUTCOMES.flatMap((word) => {
      const count = this.#counts.get(word);
      return count === undefined ? [] : [`${outcomeText(word)} ${count}`];
    });
    if (notDone > 0) parts.push(`not done ${notDone}`);
    return parts.length === 0 ? 'nobody' : parts.join(', ');
  }
}
