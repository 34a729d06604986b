import type { JournalEntry } from '@rollcall/contract/sandbox';
import type { Ending } from './journal-record.ts';

/** Faults that let an answer arrive whole, and useless. */
const SPOILING: ReadonlySet<string | undefined> = new Set(['broken_json', 'html']);
/** Faults that keep an answer, or its end, from arriving, or let it take its time. */
const HOLDING_BACK: ReadonlySet<string | undefined> = new Set(['slow_body', 'cut_body', 'reset_connection', 'hang']);

/** Whether an answer that has been put on the connection will be there to its end. */
export function arrivesWhole(faultKind: string | undefined): boolean {
  return !HOLDING_BACK.has(faultKind);
}

/** How a request ended. @param status undefined where nothing was answered */
export function outcomeOf(
  status: number | undefined,
  { whole, begun }: Ending,
  faultKind: string | undefined,
): JournalEntry['outcome'] {
  if (status === undefined || !begun) return 'no_answer';
  if (!whole) return faultKind === 'cut_body' ? 'failed' : 'no_answer';
  if (status >= 500) return 'failed';
  if (status >= 400) return 'refused';
  return SPOILING.has(faultKind) ? 'failed' : 'succeeded';
}
