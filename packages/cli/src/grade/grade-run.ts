import type { GradeReport } from '@rollcall/contract/sandbox';
import { tableStyle } from '../output/print.ts';
import { renderFields } from '../output/table.ts';
import { clientEnvironment } from './client-environment.ts';
import type { Place } from './open-place.ts';
import { type ClientEnd, runClient } from './run-client.ts';

/** A report, and how the client ended where it was ours to run. */
export interface GradedRun {
  readonly report: GradeReport;
  readonly end?: ClientEnd;
}

/**
 * Runs the command against the sandbox, and judges its requests.
 *
 * @param signal ends it
 * @throws Failure if it cannot be run
 */
export async function gradeCommand(
  { account, trust }: Place,
  words: readonly string[],
  signal: AbortSignal,
): Promise<GradedRun> {
  const end = await runClient({ words }, clientEnvironment(account.options, trust), signal);
  return { report: await account.grade(), end };
}

/** How long one question for requests stays open, in milliseconds. */
const LOOK_MS = 1000;

/**
 * Says what to configure, and watches until the signal comes or so many requests have been answered.
 *
 * @param count undefined: until the signal
 */
export async function gradeWatched(
  { account, trust }: Place,
  count: number | undefined,
  signal: AbortSignal,
): Promise<GradedRun> {
  const until = count === undefined ? 'Ctrl-C ends the run' : `The run ends with request ${count}, or with Ctrl-C`;
  process.stderr.write(
    `\nLet your client do its work against this sandbox. ${until}; then it is judged.\n\n${accessText({ account, trust })}\n\n`,
  );
  while (!signal.aborted && !(await hasCome(account, count, signal)));
  return { report: await account.grade() };
}

/** Where to call and as whom, for a person to copy. */
export function accessText({ account, trust }: Pick<Place, 'account' | 'trust'>): string {
  const { baseUrl, accountId, clientId, clientSecret } = account;
  const fields: [string, string][] = [
    ['Base URL', baseUrl],
    ['Account id', accountId],
    ['Client id', clientId],
    ['Client secret', clientSecret],
  ];
  if (trust !== undefined) fields.push(['CA file', trust.ca]);
  return renderFields(fields, tableStyle());
}

async function hasCome(account: Place['account'], count: number | undefined, signal: AbortSignal): Promise<boolean> {
  const ended = new Promise<false>((resolve) => signal.addEventListener('abort', () => resolve(false), { once: true }));
  if (count === undefined) return ended;
  const came = account.journal.wait({}, { count, timeoutMs: LOOK_MS }).then(
    () => true,
    () => false,
  );
  return Promise.race([came, ended]);
}

/** `ended with exit code 3`, `was ended by SIGKILL`. */
export function howEnded({ code, signal }: ClientEnd): string {
  return code === null ? `was ended by ${signal}` : `ended with exit code ${code}`;
}
