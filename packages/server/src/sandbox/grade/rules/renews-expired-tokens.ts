import type { JournalEntry } from '@rollcall/contract/sandbox';
import { answeredAt, arrivedAt, cameAfter, following, isOnPeople, isTokenRequest, signatureOf } from '../requests.ts';
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
  explains: true,
  judge({ requests }) {
    const refused = requests.filter((each) => isOnPeople(each) && each.reason === 'invalid_token');
    if (refused.length === 0) return notObserved('No token was refused.');
    return judgeDeadTokens(requests) ?? judgeRenewal(requests, refused);
  },
};

/** A token that was refused does not come to life again. */
function judgeDeadTokens(requests: readonly JournalEntry[]): Judgement | undefined {
  const byToken = Map.groupBy(requests.filter(isOnPeople), ({ token }) => token?.fingerprint);
  byToken.delete(undefined);
  const again = [...byToken.values()].flatMap(usesOfDeadToken);
  const [first] = again;
  if (first === undefined) return undefined;
  return failed('A token that had been refused was sent again.', ADVICE, [
    note(first.refused, 'the token is refused'),
    ...again.map(({ use }) => note(use, 'the same token again')),
  ]);
}

/** @param uses of one token, in order */
function usesOfDeadToken(uses: readonly JournalEntry[]) {
  const refusedCalls = new Map<string, JournalEntry>();
  let firstRefused: JournalEntry | undefined;
  return uses.flatMap((use) => {
    const signature = signatureOf(use);
    // Calls side by side with one token are refused one after the other: only the same call again proves it.
    const refused = refusedCalls.get(signature);
    const isRepeated = refused !== undefined && cameAfter(use, refused);
    const isLate = firstRefused !== undefined && arrivedAt(use) - answeredAt(firstRefused) > UNDER_WAY_MS;
    const known = refused ?? firstRefused;
    if (use.reason === 'invalid_token') {
      firstRefused ??= use;
      if (refused === undefined) refusedCalls.set(signature, use);
    }
    return known && (isRepeated || isLate) ? [{ refused: known, use }] : [];
  });
}

function judgeRenewal(requests: readonly JournalEntry[], refused: readonly JournalEntry[]): Judgement {
  const byCall = Map.groupBy(requests, signatureOf);
  for (const each of refused) {
    const token = following(requests, each).find(isTokenRequest);
    if (token === undefined) {
      return failed('A token was refused, and the client did not ask for a new one.', ADVICE, [
        note(each, 'the token is refused; no request for a new one'),
      ]);
    }
    const calls = byCall.get(signatureOf(each)) ?? [];
    const same = calls.filter(({ sequence }) => sequence > each.sequence);
    if (same.length === 0 && token.outcome === 'succeeded') {
      return failed('A token was refused, and the call that it was for was not repeated with a new one.', ADVICE, [
        note(each, 'the token is refused'),
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
