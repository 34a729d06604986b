import type { JournalEntry } from '@rollcall/contract/sandbox';
import { isTokenRequest } from '../requests.ts';
import { counted, failed, note, notObserved, passed, type Rule } from '../rule.ts';
import { repeatsOf } from './repeats.ts';

export const stopsAtBadCredentials: Rule = {
  id: 'stops-at-bad-credentials',
  title: 'Stops when its credentials are refused',
  why: 'A wrong secret stays wrong. Whoever tries it on looks like somebody who guesses, and is locked out for it.',
  judge({ requests }) {
    const refusals = requests.filter(isRefused);
    if (refusals.length === 0) return notObserved('No request for a token was refused.');
    const repeats = repeatsOf(requests, isRefused);
    if (repeats.length > 0) {
      return failed(
        `The client asked ${counted(repeats.length + 1, 'time')} for a token that it had been refused.`,
        'After a 4xx of the token endpoint stop, and tell a person that client id or secret must be put right.',
        [...new Set(repeats.flatMap(({ refused, repeat }) => [refused, repeat]))].map((each) => note(each, 'refused')),
      );
    }
    return passed(
      'The client did not try credentials again that had been refused.',
      refusals.map((each) => note(each, 'refused')),
    );
  },
};

function isRefused(request: JournalEntry): boolean {
  const { status = 0 } = request;
  return isTokenRequest(request) && status >= 400 && status < 500 && status !== 408 && status !== 429;
}
