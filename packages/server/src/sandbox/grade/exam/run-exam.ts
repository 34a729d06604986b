import { API_VERSIONS } from '@rollcall/contract';
import type { GradeReport, JournalEntry, SandboxDescription } from '@rollcall/contract/sandbox';
import { reportOf } from '../report.ts';
import { attend, type Place, type Traces } from './attend.ts';
import type { Attendance } from './attendance.ts';
import { ExamControls } from './exam-controls.ts';
import type { ExamOptions } from './exam-options.ts';
import { findingsOf } from './findings.ts';
import { isWorthTelling, judge, worstOf } from './judge.ts';
import { renumbered } from './renumber.ts';
import { withCredentials } from './same-credentials.ts';
import type { Situation } from './situation.ts';
import { SITUATIONS } from './situations/index.ts';

const DEADLINE_MS = 30_000;

/**
 * Leads a client through awkward situations, each in an account of its own, and judges what it does.
 *
 * @returns the report. Requests are counted over all situations, in the order of `situations`
 * @throws RangeError for a situation there is not; Error where the sandbox cannot be controlled
 */
export async function runExam(options: ExamOptions): Promise<GradeReport> {
  const { sandbox, only, concurrency = 1 } = options;
  const unknown = only?.find((id) => !SITUATIONS.some((situation) => situation.id === id));
  if (unknown !== undefined) {
    const known = SITUATIONS.map(({ id }) => id).join(', ');
    throw new RangeError(`There is no situation ${unknown}: ${known}.`);
  }
  if (sandbox.controlUrl === undefined) throw new Error('The exam needs a sandbox with its controls switched on.');
  const controls = new ExamControls(sandbox.controlUrl);
  const description = await controls.describe();
  const results: Attendance[] = new Array(SITUATIONS.length);
  const waiting = SITUATIONS.entries();
  const work = async () => {
    for (const [index, situation] of waiting) results[index] = await hold(situation, options, controls, description);
  };
  await Promise.all(Array.from({ length: Math.max(1, concurrency) }, work));
  return reportOn(results);
}

/** Runs a situation, or says why not. */
async function hold(
  situation: Situation,
  options: ExamOptions,
  controls: ExamControls,
  { regions, ca }: SandboxDescription,
): Promise<Attendance> {
  const { run, signal, credentials, deadlineMs = DEADLINE_MS, apiVersions = ['v1', 'v1beta1'] } = options;
  const region = regions[situation.elsewhere ? 1 : 0]?.name;
  const reason = reasonNotToRun(situation, options, region);
  if (reason !== undefined || region === undefined) return conclude(situation, notRun(reason), region ?? '');
  options.onBegin?.(situation);
  const place: Place = { controls, region, apiVersion: apiVersions[0] ?? 'v1', ca, run, deadlineMs, signal };
  const attendance = conclude(situation, await attend(withCredentials(situation, credentials), place), region);
  options.onEnd?.(situation, attendance.result);
  return attendance;
}

function reasonNotToRun(situation: Situation, options: ExamOptions, region: string | undefined): string | undefined {
  const { only, signal, apiVersions = API_VERSIONS } = options;
  if (signal?.aborted) return 'The exam was ended.';
  if (only && !only.includes(situation.id)) return 'The situation was left out.';
  const reason = options.leaveOut?.(situation);
  if (reason !== undefined) return reason;
  if (situation.apiVersion && !apiVersions.includes(situation.apiVersion)) {
    return `The client does not speak ${situation.apiVersion}, as it was said.`;
  }
  return region === undefined ? 'The sandbox has one region only.' : undefined;
}

function notRun(message: string | undefined): Traces {
  return { ending: 'not_run', message, requests: [], states: new Map() };
}

function conclude(situation: Situation, traces: Traces, region: string): Attendance {
  const judgements = judge(situation, traces, region);
  const { id, title } = situation;
  const { ending, message, requests } = traces;
  const told = [...judgements].flatMap(([rule, judgement]) =>
    isWorthTelling(situation, rule, judgement) ? [judgement.verdict] : [],
  );
  const result = { id, title, ending, verdict: worstOf(told), ...(message && { message }), requests: requests.length };
  return { situation, traces, judgements, result };
}

function reportOn(attendances: readonly Attendance[]): GradeReport {
  const requests: JournalEntry[] = [];
  const all = attendances.map((attendance) => {
    const numbered = renumbered(attendance, requests.at(-1)?.sequence ?? 0);
    requests.push(...numbered.traces.requests);
    return numbered;
  });
  return reportOf(
    requests,
    findingsOf(all),
    all.map(({ result }) => result),
  );
}
