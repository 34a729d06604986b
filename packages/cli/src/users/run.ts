import { setImmediate } from 'node:timers/promises';
import { ERR_RATE_LIMITED, RollcallError } from '@rollcall/client';
import type { Connection } from '../connection/connect.ts';
import { Failure, Interrupted } from '../failure.ts';
import { counted } from '../output/print.ts';
import { startProgress } from '../output/progress.ts';
import type { RecordOutput } from '../output/records.ts';
import { outliveLostOutput } from '../report-failure.ts';
import { changePeople, show } from './change-people.ts';
import type { ContinueChanges } from './continue-command.ts';
import type { Journal } from './journal.ts';
import type { Outcome } from './outcome.ts';
import type { Person } from './people.ts';
import type { StopRequest } from './stop-request.ts';
import { Tally } from './tally.ts';
import type { Verb } from './verb.ts';

/** Fewer are done before a bar would tell anything. */
export const LONG_RUN = 20;

/** Everything about a run, before it begins. */
export interface PlannedRun {
  readonly verb: Verb;
  readonly connection: Connection;
  readonly stop: StopRequest;
  readonly output: RecordOutput<Outcome>;
  /** The command that goes on with it. */
  readonly resume: (changes: ContinueChanges) => string;
  readonly journal: Journal | undefined;
  /** What the run that is gone on with has done. */
  readonly earlier: readonly Outcome[];
  /** Addresses that belong to nobody, or to several. */
  readonly missing: readonly Outcome[];
  readonly people: readonly Person[];
}

/**
 * Carries the run out, prints what became of each, sums up, and sets the exit code.
 *
 * @throws Interrupted where a signal stopped it
 * @throws what ended it before everybody was come to
 */
export async function finishRun(plan: PlannedRun): Promise<void> {
  const { verb, people, earlier, missing, journal, output, stop } = plan;
  const lost = outliveLostOutput();
  const tally = new Tally(earlier);
  const total = people.length;
  const progress = await startProgress({ doing: verb.doing, things: 'people', total, worthwhile: total >= LONG_RUN });
  const run = { ...plan, tally, progress };
  for (const outcome of missing) await show(run, outcome);
  const { left, cause } = await changePeople(run, people).finally(() => progress.stop());
  await output.end();
  if (tally.total + left > 1 || tally.refused + tally.failed > 0) process.stderr.write(tally.summary(left));
  if (left === 0 && tally.failed === 0) await journal?.remove();
  else if (journal !== undefined) {
    await journal.close();
    process.stderr.write(`Go on with: ${plan.resume({ journal: journal.path, rateLimited: isRateLimit(cause) })}\n`);
  }
  if (stop.exitCode !== undefined && left > 0) {
    throw new Interrupted(`Stopped with ${counted(left, 'person', 'people')} not done.`, stop.exitCode);
  }
  if (cause !== undefined) throw cause;
  // An error of the last write comes a moment after it.
  await setImmediate();
  if (lost.output) throw new Failure(CUT_OFF);
  process.exitCode = tally.failed > 0 ? 1 : tally.refused > 0 ? 3 : 0;
}

const CUT_OFF =
  'The disk is full: what became of each was not written to its end. Repeat the command to see the states.';

function isRateLimit(cause: unknown): boolean {
  return cause instanceof RollcallError && cause.code === ERR_RATE_LIMITED;
}
