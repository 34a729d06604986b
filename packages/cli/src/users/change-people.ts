import type { Connection } from '../connection/connect.ts';
import { Failure } from '../failure.ts';
import type { Progress } from '../output/progress.ts';
import type { RecordOutput } from '../output/records.ts';
import { change } from './change.ts';
import type { Journal } from './journal.ts';
import { isFinal, type Outcome } from './outcome.ts';
import type { Person } from './people.ts';
import type { StopRequest } from './stop-request.ts';
import type { Tally } from './tally.ts';
import type { Verb } from './verb.ts';

/** So many people in a row for whom it does not work: then it is not about these people. */
const FAILURES_IN_A_ROW = 3;

/** What a run works with. */
export interface Run {
  readonly verb: Verb;
  readonly connection: Connection;
  readonly stop: StopRequest;
  readonly output: RecordOutput<Outcome>;
  readonly tally: Tally;
  readonly progress: Progress;
  readonly journal: Journal | undefined;
}

/** How a run ended. */
export interface RunEnd {
  /** People who were not come to. */
  readonly left: number;
  /** What ended it before its time; undefined also where a signal did. */
  readonly cause: unknown;
}

/**
 * Carries the verb out on one person after the other. Each is in the journal before the next begins. Refusals are
 * recorded and passed over; what would meet everybody ends the run.
 */
export async function changePeople(run: Run, people: readonly Person[]): Promise<RunEnd> {
  const { verb, connection, stop, progress, journal } = run;
  stop.finishCurrent();
  let failures = 0;
  for (const [index, person] of people.entries()) {
    const left = people.length - index;
    if (stop.exitCode !== undefined) return { left, cause: undefined };
    let outcome: Outcome;
    try {
      outcome = await change(connection.client.users, verb, person, stop.signal);
      // Who is not in the journal counts as not done: the verb may be repeated.
      await journal?.append(outcome);
    } catch (error) {
      return { left, cause: stop.signal.aborted ? undefined : error };
    }
    await show(run, outcome);
    progress.update(index + 1, index + 1);
    failures = isFinal(outcome) ? 0 : failures + 1;
    if (failures === FAILURES_IN_A_ROW && left > 1) return { left: left - 1, cause: tooMany(outcome) };
  }
  return { left: 0, cause: undefined };
}

/** Counts and prints what became of somebody. */
export async function show({ tally, output, progress }: Run, outcome: Outcome): Promise<void> {
  tally.add(outcome);
  await progress.aside(() => output.write([outcome]));
}

function tooMany({ message = '' }: Outcome): Failure {
  return new Failure(`It failed for ${FAILURES_IN_A_ROW} people in a row; the last: ${message}`);
}
