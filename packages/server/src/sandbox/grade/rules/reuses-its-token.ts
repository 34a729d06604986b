import { TOKEN_LIFETIME_SECONDS } from '@rollcall/contract';
import type { JournalEntry } from '@rollcall/contract/sandbox';
import { callerOf, isOnPeople, isTokenRequest } from '../requests.ts';
import { counted, failed, note, notObserved, passed, type Rule, warning } from '../rule.ts';

/** Who renews as early as this is careful, not wasteful. */
const EARLY_MS = 180_000;
/** One more than needed is what two starts at once cost, or a start after a crash. */
const TOLERATED = 1;

export const reusesItsToken: Rule = {
  id: 'reuses-its-token',
  title: 'Uses a token for many calls',
  why: 'A token lives for 900 seconds. Asking for one before every call doubles the requests, and the secret travels each time.',
  judge({ requests }) {
    const calls = requests.filter(isOnPeople).filter(({ token }) => token !== undefined);
    const needless = needlessTokens(requests);
    const evidence = needless.map((request) => note(request, 'asked for while an earlier token was good'));
    const seen = `${counted(needless.length, 'token')} more than needed for ${counted(calls.length, 'call')}`;
    const advice =
      'Keep the token and its time of expiry in memory, and ask for another one shortly before expires_in is over or when a call answers 401.';
    if (needless.length > TOLERATED && needless.length * 2 >= calls.length) {
      return failed(`The client asked for ${seen}.`, advice, evidence);
    }
    if (needless.length > TOLERATED) return warning(`The client asked for ${seen}.`, advice, evidence);
    if (calls.length < 2) return notObserved('There were not enough calls to tell.');
    const [first] = calls;
    return passed(
      `${counted(calls.length, 'call')} were made without asking for tokens needlessly.`,
      first && [note(first, 'the first call with a token')],
    );
  },
};

/** Tokens that were issued while one issued before was alive and had not been refused. */
function needlessTokens(requests: readonly JournalEntry[]): JournalEntry[] {
  const alive = new Map<string | undefined, number>();
  const needless: JournalEntry[] = [];
  for (const request of requests) {
    const { outcome, status } = request;
    const client = callerOf(request);
    const now = Date.parse(request.time);
    if (isTokenRequest(request) && outcome === 'succeeded') {
      const since = alive.get(client);
      const until = since === undefined ? 0 : since + TOKEN_LIFETIME_SECONDS * 1000 - EARLY_MS;
      // A clock that was set back makes any token look young.
      if (since !== undefined && now >= since && now < until) needless.push(request);
      alive.set(client, now);
    } else if (status === 401 && isOnPeople(request)) {
      // Whose it was may not be known any more.
      if (client === undefined) alive.clear();
      else alive.delete(client);
    } else if (request.operation === 'RevokeToken' && outcome === 'succeeded') {
      alive.delete(client);
    }
  }
  return needless;
}
