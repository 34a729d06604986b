import { answeredAt, arrivedAt, type Tries, triesOf } from '../requests.ts';
import { failed, note, notObserved, passed, type Rule, warning } from '../rule.ts';

/** Fewer repeats burden nobody, and say nothing about how their waits grow. */
const TELLING_REPEATS = 4;
/** In the middle: whoever waits at random, as is good, stays below this once in ten thousand times. */
const SHORTEST_WAIT_MS = 25;
/** Waits that differ by less do not grow. */
const GROWTH = 1.5;
const SCATTER_MS = 20;

export const waitsBetweenRetries: Rule = {
  id: 'waits-between-retries',
  title: 'Waits longer from try to try',
  why: 'A server that is down comes back sooner when not all its clients keep calling at once.',
  judge({ requests }) {
    const all = triesOf(requests);
    const telling = all.filter((tries) => tries.length > TELLING_REPEATS);
    const [first = all.find((tries) => tries.length > 1 && medianOf(waitsOf(tries)) >= SHORTEST_WAIT_MS)] = telling;
    if (first === undefined) return notObserved('No call was repeated often enough to tell.');
    const advice =
      'Wait before each repetition, twice as long as before it, with a random part: 250 ms, 500 ms, 1 s, 2 s …';
    for (const tries of telling) {
      const waits = waitsOf(tries);
      const median = medianOf(waits);
      if (median < SHORTEST_WAIT_MS) {
        const seen = `${waits.length} times with ${Math.max(1, Math.round(median))} ms in between, or less`;
        return failed(`A call that failed was repeated ${seen}.`, advice, evidenceOf(tries));
      }
      const shortest = Math.min(...waits);
      if (Math.max(...waits) < shortest * GROWTH + SCATTER_MS) {
        return warning('A call that failed was repeated with waits that do not grow.', advice, evidenceOf(tries));
      }
    }
    return passed('What failed was repeated with waits in between.', evidenceOf(first));
  },
};

/** Milliseconds between an answer and the next try. */
function waitsOf(tries: Tries): number[] {
  return tries.slice(1).map((next, index) => {
    const before = tries[index] ?? next;
    return Math.max(0, arrivedAt(next) - answeredAt(before));
  });
}

/** A machine that is busy for a moment lengthens some waits, and does not excuse the others. */
function medianOf(waits: readonly number[]): number {
  return waits.toSorted((a, b) => a - b)[waits.length >> 1] ?? 0;
}

function evidenceOf(tries: Tries) {
  const waits = waitsOf(tries);
  return tries.map((each, index) => {
    const wait = waits[index - 1];
    return note(each, wait === undefined ? 'the first try' : `again, after ${Math.round(wait)} ms`);
  });
}
