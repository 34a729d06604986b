import type { ApiVersion } from '@rollcall/contract';
import type { GradeReport, GradeSituation } from '@rollcall/contract/sandbox';
import type { ExamOptions, Situation } from '@rollcall/server/sandbox/grade';
import { Failure } from '../failure.ts';
import { counted } from '../output/print.ts';
import { printableText } from '../output/printable-text.ts';
import { clientEnvironment, taskEnvironment } from './client-environment.ts';
import type { Place } from './open-place.ts';
import { VERDICT_WORDS } from './report/words.ts';
import { runClient } from './run-client.ts';
import { commandFor, type TaskCommands } from './task-command.ts';

export interface ExamCall {
  readonly place: Place;
  readonly only: readonly string[] | undefined;
  readonly speaks: readonly ApiVersion[] | undefined;
  readonly deadlineMs: number | undefined;
  readonly signal: AbortSignal;
}

/** The shell's own codes for what it cannot find or may not run. */
const NOT_RUNNABLE: ReadonlySet<number | null> = new Set([126, 127]);

/**
 * Leads the client through the situations of the exam, by a command for each task.
 *
 * @param atOnce situations that run side by side, from 1
 * @throws Failure if a command cannot be run at all
 */
export async function gradeExam(call: ExamCall, commands: TaskCommands, atOnce: number): Promise<GradeReport> {
  const { place, signal } = call;
  const broken = new AbortController();
  const run: ExamOptions['run'] = async (situation, credentials, stop) => {
    const task = commandFor(situation.task, commands);
    if ('reason' in task) throw new Error(task.reason);
    const env = clientEnvironment(credentials, place.trust, taskEnvironment(situation.id, situation.task));
    const { code, signal: killer, lastWords } = await runClient({ line: task.command }, env, stop);
    if (code === 0) return;
    if (NOT_RUNNABLE.has(code)) {
      broken.abort(new Failure(`--on-${situation.task.do} cannot be run: ${lastWords || `the shell says ${code}`}.`));
    }
    const ended = code === null ? `ended by ${killer}` : `exit code ${code}`;
    throw new Error(lastWords === '' ? ended : `${ended}: ${lastWords}`);
  };
  const leaveOut = ({ task }: Situation) => {
    const found = commandFor(task, commands);
    return 'reason' in found ? found.reason : undefined;
  };
  const report = await holdExam(call, {
    run,
    leaveOut,
    concurrency: atOnce,
    signal: AbortSignal.any([signal, broken.signal]),
  });
  broken.signal.throwIfAborted();
  return report;
}

/** Holds the exam, and tells on stderr how it goes. */
export async function holdExam(
  { place, only, speaks, deadlineMs, signal }: ExamCall,
  how: Pick<ExamOptions, 'run' | 'leaveOut' | 'credentials' | 'concurrency' | 'signal'>,
): Promise<GradeReport> {
  const { runExam } = await import('@rollcall/server/sandbox/grade');
  return runExam({
    sandbox: place,
    only,
    // The newer family is the one to use where either would do.
    apiVersions: speaks?.toReversed(),
    deadlineMs,
    signal,
    onEnd: (_, result) => process.stderr.write(`${progressLine(result)}\n`),
    ...how,
  });
}

function progressLine({ id, title, verdict, requests }: GradeSituation): string {
  const { sign, word } = VERDICT_WORDS[verdict];
  return printableText(`${sign} ${word.padEnd(8)}  ${title} (${id}, ${counted(requests, 'request', 'requests')})`);
}
