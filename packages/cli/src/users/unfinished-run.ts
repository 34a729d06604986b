import { Failure } from '../failure.ts';
import { printableText } from '../output/printable-text.ts';
import type { UnfinishedRun } from './journal-folder.ts';
import type { JournalContent } from './journal-format.ts';
import { isFinal, type Outcome } from './outcome.ts';
import type { Person } from './people.ts';

/** Older than this, in milliseconds, a run is not gone on with unless somebody looked: lists of people grow old. */
const TRUSTED_MS = 24 * 60 * 60 * 1000;

/** Who is finished, and who is not. */
export interface Progressed {
  readonly earlier: readonly Outcome[];
  readonly people: readonly Person[];
}

export function progressOf({ header, outcomes }: JournalContent): Progressed {
  const earlier = [...header.missing, ...outcomes.filter(isFinal)];
  const done = new Set(earlier.map(({ id }) => id));
  return { earlier, people: header.people.filter(({ id }) => !done.has(id)) };
}

/** `the run begun 2026-01-31 03:00 UTC from /srv/leavers.txt (41 of 43 people left)` */
export function describeRun(content: JournalContent): string {
  const { started, source, people } = content.header;
  const from = source === undefined ? '' : ` from ${source}`;
  const left = `${progressOf(content).people.length} of ${people.length} people left`;
  return printableText(`the run begun ${readable(started)}${from} (${left})`);
}

/**
 * Refuses a run that nobody named and nobody is asked about, where it is so old that another is likely to be meant.
 *
 * @throws Failure for one begun more than a day ago
 */
export function requireRecent({ path, content }: UnfinishedRun): void {
  if (Date.now() - Date.parse(content.header.started) <= TRUSTED_MS) return;
  throw new Failure(
    `The latest unfinished is ${describeRun(content)}, more than 24 hours ago. Nothing was done. Go on with it by ` +
      `--journal ${path}, or drop it with --discard.`,
  );
}

/** What a new run says of one that was left lying. */
export function besideUnfinished(verb: string, { path, content }: UnfinishedRun): string {
  return (
    `rollcall: Not finished: ${describeRun(content)}. To go on with it: rollcall users ${verb} --resume --journal ` +
    `${path}; to drop it, --discard in place of --resume.\n`
  );
}

function readable(started: string): string {
  const time = new Date(started);
  if (Number.isNaN(time.getTime())) return 'at an unknown time';
  return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
