import type { GradeReport } from '@rollcall/contract/sandbox';
import { untilInterrupted } from '../directory/until-interrupted.ts';
import { Failure } from '../failure.ts';
import type { ValuesOf } from '../options/option.ts';

import { giveReport, requireFolders } from './give-report.ts';
import { gradeExam } from './grade-exam.ts';
import type { gradeOptions } from './grade-options.ts';
import { type GradedRun, gradeCommand, gradeWatched, howEnded } from './grade-run.ts';
import { openPlace, type Place } from './open-place.ts';
import type { GradePlan } from './plan-grade.ts';
import { requireSomething } from './require-something.ts';

type Values = ValuesOf<typeof gradeOptions>;

/**
 * Grades a client as planned, and gives the report.
 *
 * @returns the exit code
 * @throws Failure where there is nothing to judge, or the client's command failed
 */
export async function gradeClient(plan: GradePlan, options: Values): Promise<number> {
  await requireFolders(options);
  if (options.only !== undefined) (await import('./list-situations.ts')).requireSituations(options.only);
  const { report, end } = await untilStopped(plan, async (signal) => {
    await using place = await openPlace(options, plan.kind.startsWith('exam') ? 2 : 1);
    const graded = await grade(plan, options, place, signal);
    if (plan.kind !== 'watch') signal.throwIfAborted();
    return graded;
  });
  requireSomething(report, end);
  const code = await giveReport(report, options, options.requireComplete);
  if (code === 0 && end !== undefined && end.code !== 0) {
    throw new Failure(`The command ${howEnded(end)}. Its requests were judged all the same.`);
  }
  return code;
}

async function grade(plan: GradePlan, options: Values, place: Place, stop: AbortSignal): Promise<GradedRun> {
  const { only, speaks, timeout, requests } = options;
  if (plan.kind === 'exam' || plan.kind === 'exam-by-hand') {
    const deadlineMs = timeout === undefined ? undefined : timeout * 1000;
    const call = { place, only, speaks, deadlineMs, signal: stop };
    if (plan.kind === 'exam') return { report: await gradeExam(call, plan.commands, options.atOnce) };
    return { report: await (await import('./lead-by-hand.ts')).leadByHand(call) };
  }
  const signal = timeout === undefined ? stop : AbortSignal.any([stop, AbortSignal.timeout(timeout * 1000)]);
  if (plan.kind === 'command') return gradeCommand(place, plan.words, signal);
  return plan.kind === 'watch' ? gradeWatched(place, requests, signal) : { report: await place.account.grade() };
}

/** Ctrl-C is the usual end where a client is watched, and an interruption elsewhere. Again, it hurries nothing. */
async function untilStopped<T extends { readonly report: GradeReport }>(
  plan: GradePlan,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const ignore = () => {};
  // Without this, a second Ctrl-C would leave files and the client behind.
  process.on('SIGINT', ignore).on('SIGTERM', ignore);
  try {
    if (plan.kind !== 'watch') return await untilInterrupted('Nothing was judged.', work);
    const stop = new AbortController();
    const onSignal = () => stop.abort();
    process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
    return await work(stop.signal);
  } finally {
    process.off('SIGINT', ignore).off('SIGTERM', ignore);
  }
}
