import type { JournalEntry } from '@rollcall/contract/sandbox';
import { isTokenRequest } from '../requests.ts';
import { counted, failed, note, notObserved, passed, type Rule } from '../rule.ts';

const MALFORMED: ReadonlySet<string | undefined> = new Set([
  'invalid_request',
  'unsupported_grant_type',
  'invalid_scope',
  'unsupported_media_type',
]);

export const asksForTokensProperly: Rule = {
  id: 'asks-for-tokens-properly',
  title: 'Asks for tokens as OAuth 2.0 has it',
  why: 'A server may refuse from one day to the next what it let pass before.',
  explains: true,
  judge({ requests }) {
    const asked = requests.filter(isTokenRequest);
    if (asked.length === 0) return notObserved('No token was asked for.');
    const malformed = asked.filter((each) => isMalformed(each));
    if (malformed.length > 0) {
      return failed(
        `${counted(malformed.length, 'request')} for a token ${malformed.length === 1 ? 'was' : 'were'} not well-formed.`,
        'Send a form with grant_type=client_credentials and HTTP Basic authentication; scope is openid, or left out.',
        malformed.map((each) => note(each, hasBasic(each) ? 'not well-formed' : 'without Basic authentication')),
      );
    }
    const [first] = asked;
    return passed('Every request for a token was well-formed.', first && [note(first, 'the first of them')]);
  },
};

/** What a fault answered says nothing about what was sent. */
function isMalformed(request: JournalEntry): boolean {
  if (request.fault !== undefined) return false;
  return (MALFORMED.has(request.reason) && request.outcome === 'refused') || !hasBasic(request);
}

function hasBasic({ request_headers: { authorization = '' } }: JournalEntry): boolean {
  return /^basic\b/i.test(authorization);
}
