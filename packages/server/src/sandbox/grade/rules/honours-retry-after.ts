import type { GradeEvidence, JournalEntry } from '@rollcall/contract/sandbox';
import {
  answeredAt,
  arrivedAt,
  cameAfter,
  following,
  isTokenRequest,
  maySameCaller,
  signatureOf,
} from '../requests.ts';
import { counted, failed, note, notObserved, passed, type Rule } from '../rule.ts';

/** Timers and clocks are not exact. */
const TOLERANCE_MS = 50;
/** What was on its way when the refusal came arrives within this. */
const UNDER_WAY_MS = 100;

export const honoursRetryAfter: Rule = {
  id: 'honours-retry-after',
  title: 'Waits as long as Retry-After says',
  why: 'Calls before that are refused again. Who keeps knocking is kept out longest, and slows everybody down.',
  explains: true,
  judge({ requests }) {
    const told = requests.filter(({ retry_after_ms: ms }) => ms !== undefined);
    if (told.length === 0) return notObserved('No answer had a Retry-After.');
    const tooEarly = told.flatMap((refusal) => {
      const early = callsUntilAllowed(requests, refusal).find((later) => isTooEarly(later, refusal));
      return early ? [evidenceOf(refusal, early)] : [];
    });
    if (tooEarly.length > 0) {
      return failed(
        `${counted(tooEarly.length, 'time')} the client called again before the time that Retry-After had named.`,
        'Wait for as many seconds as Retry-After says, or until the date it names, before any other call of the application.',
        tooEarly.flat(),
      );
    }
    const waited = told.flatMap((refusal) => {
      const next = following(requests, refusal).find((later) => cameAfter(later, refusal) && isHeldBy(later, refusal));
      return next ? [[refusal, next] as const] : [];
    });
    const [first] = waited;
    if (first === undefined) return passed('After a Retry-After the client made no other call.', notesOn(told));
    return passed(
      `The client waited as long as Retry-After said, ${counted(waited.length, 'time')}.`,
      evidenceOf(...first),
    );
  },
};

/** Later ones cannot be too early. */
function callsUntilAllowed(requests: readonly JournalEntry[], refusal: JournalEntry): JournalEntry[] {
  const allowedAt = answeredAt(refusal) + (refusal.retry_after_ms ?? 0);
  const calls: JournalEntry[] = [];
  for (const later of following(requests, refusal)) {
    if (arrivedAt(later) > allowedAt) break;
    calls.push(later);
  }
  return calls;
}

function isTooEarly(later: JournalEntry, refusal: JournalEntry): boolean {
  if (!cameAfter(later, refusal) || !isHeldBy(later, refusal)) return false;
  const waited = arrivedAt(later) - answeredAt(refusal);
  if (waited >= (refusal.retry_after_ms ?? 0) - TOLERANCE_MS || isPastDate(later, refusal)) return false;
  return signatureOf(later) === signatureOf(refusal) || waited > UNDER_WAY_MS;
}

/** A date counts by the account's clock; as a time to wait it is up to a second more, because dates have whole seconds. */
function isPastDate({ time }: JournalEntry, { retry_after: date = '' }: JournalEntry): boolean {
  return !/^\d+$/.test(date) && Date.parse(time) >= Date.parse(date) - TOLERANCE_MS;
}

/** A limit is the application's: it holds all its calls. Anything else holds the request itself only. */
function isHeldBy(later: JournalEntry, refusal: JournalEntry): boolean {
  if (!maySameCaller(later, refusal)) return false;
  if (refusal.status !== 429) return signatureOf(later) === signatureOf(refusal);
  return isTokenRequest(later) === isTokenRequest(refusal);
}

function evidenceOf(refusal: JournalEntry, next: JournalEntry): GradeEvidence[] {
  const waited = Math.max(0, Math.round(arrivedAt(next) - answeredAt(refusal)));
  return [...notesOn([refusal]), note(next, `the next call, after ${waited} ms`)];
}

function notesOn(refusals: readonly JournalEntry[]): GradeEvidence[] {
  return refusals.map((each) => note(each, `${each.status} with Retry-After: ${each.retry_after ?? '?'}`));
}
