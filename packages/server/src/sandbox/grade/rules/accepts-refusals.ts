import type { JournalEntry } from '@rollcall/contract/sandbox';
import { isTokenRequest } from '../requests.ts';
import { counted, failed, note, notObserved, passed, type Rule } from '../rule.ts';
import { repeatsOf } from './repeats.ts';

export const acceptsRefusals: Rule = {
  id: 'accepts-refusals',
  title: 'Takes a refusal as an answer',
  why: 'What is refused with 400, 403 or 404 is refused again: repeating it uses up the limit and helps nobody.',
  judge({ requests }) {
    const refusals = requests.filter(isFinal);
    if (refusals.length === 0) return notObserved('No call was refused for good.');
    const repeats = repeatsOf(requests, isFinal);
    const [first] = repeats;
    if (first !== undefined) {
      const again = repeats.map(({ repeat }) => repeat);
      return failed(
        `${counted(again.length, 'call')} repeated what had been refused, unchanged.`,
        'Repeat a call after 429, 5xx and a lost connection only. After any other 4xx report message and go on with the next person; a new token does not change it either.',
        [note(first.refused, 'refused'), ...again.map((each) => note(each, 'the same again'))],
      );
    }
    return passed(
      `${counted(refusals.length, 'call')} ${refusals.length === 1 ? 'was' : 'were'} refused, and not repeated.`,
      refusals.map((each) => note(each, 'refused')),
    );
  },
};

/** A dead token, a slow sender and a limit pass; other refusals stay. */
function isFinal(request: JournalEntry): boolean {
  const { status = 0, reason } = request;
  if (isTokenRequest(request) || status < 400 || status >= 500) return false;
  return status !== 408 && status !== 429 && reason !== 'invalid_token';
}
