import type { JournalEntry } from '@rollcall/contract/sandbox';
import { answeredAt, arrivedAt, cameAfter, isOnPeople, isTokenRequest, nameOf, signatureOf } from '../requests.ts';
import { failed, type Judgement, note, notObserved, passed, type Rule } from '../rule.ts';

/** What was on its way when the refusal came arrives within this. */
const UNDER_WAY_MS = 100;

/** Refusals after the first. A second token may be revoked as well; a third says that something else is wrong. */
const TOO_OFTEN = 3;

const ADVICE =
  'When a call answers 401 with invalid_token, drop the token, ask for a new one and repeat the call once with it.';

export const renewsExpiredTokens: Rule = {
  id: 'renews-expired-tokens',
  title: 'Renews a token that has expired',
  why: 'A token ends after 900 seconds, or when it is revoked: a client that does not renew it stops in the middle of its work.',
  judge({ requests }) {
    const refused = requests.filter((each) => isOnPeople(each) && each.reason === 'invalid_token');
    if (refused.length === 0) return notObserved('No token was refused.');
    return judgeDeadTokens(requests, refused) ?? judgeRenewal(requests, refused);
  },
};

/** A token that was refused does not come to life again. */
function judgeDeadTokens(requests: readonly JournalEntry[], refused: readonly JournalEntry[]): Judgement | undefined {
  const again = refused.flatMap((first) => requests.filter((later) => usesAgain(later, first)));
  if (again.length === 0) return undefined;
  const unique = [...new Set(again)];
  return failed('A token that had been refused was sent again.', ADVICE, [
    ...refused.slice(0, 1).map((each) => note(each, 'the token is refused')),
    ...unique.map((each) => note(each, 'the same token again')),
  ]);
}

function usesAgain(later: JournalEntry, refused: JournalEntry): boolean {
  if (refused.token === undefined || later.token?.fingerprint !== refused.token.fingerprint) return false;
  if (!isOnPeople(later) || !cameAfter(later, refused)) return false;
  // Calls side by side with one token are refused one after the other: only the same call again proves it.
  return signatureOf(later) === signatureOf(refused) || arrivedAt(later) - answeredAt(refused) > UNDER_WAY_MS;
}

function judgeRenewal(requests: readonly JournalEntry[], refused: readonly JournalEntry[]): Judgement {
  for (const each of refused) {
    const token = requests.find((later) => isTokenRequest(later) && later.sequence > each.sequence);
    if (token === undefined) {
      return failed('A token was refused, and the client did not ask for a new one.', ADVICE, [
        note(each, 'the token is refused; no request for a new one'),
      ]);
    }
    const same = requests.filter((later) => signatureOf(later) === signatureOf(each) && later.sequence > each.sequence);
    if (same.length === 0 && token.outcome === 'succeeded') {
      return failed('A token was refused, and the call that it was for was not repeated with a new one.', ADVICE, [
        note(each, `${nameOf(each)} is refused`),
        note(token, 'a new token; the call is not repeated'),
      ]);
    }
    const refusedAgain = same.filter(({ reason }) => reason === 'invalid_token');
    if (refusedAgain.length >= TOO_OFTEN) {
      return failed(
        'A call was repeated with new tokens again and again, and refused each time.',
        ADVICE,
        [each, ...refusedAgain].map((again) => note(again, 'the token is refused')),
      );
    }
  }
  const [first] = refused;
  return passed(
    'Where a token was refused, the client got a new one and repeated the call.',
    first && [note(first, 'the token is refused')],
  );
}
