import type { JournalEntry } from '@rollcall/contract/sandbox';
import { isOnPeople } from '../requests.ts';
import { counted, failed, note, notObserved, passed, type Rule } from '../rule.ts';

const ASTRAY: ReadonlyMap<string | undefined, string> = new Map([
  ['path_not_found', 'no such path'],
  ['method_not_allowed', 'not with this method'],
  ['invalid_body', 'not with this body'],
  ['malformed_request', 'not well-formed'],
  ['unauthenticated', 'without an access token'],
]);

export const callsWhatThereIs: Rule = {
  id: 'calls-what-there-is',
  title: 'Calls only what the API has',
  why: 'A path, method or body that the API does not have is a misunderstanding: what was meant did not happen.',
  explains: true,
  judge({ requests }) {
    const astray = requests.filter(isAstray);
    if (astray.length > 0) {
      return failed(
        `${counted(astray.length, 'request')} asked for something that the API does not have.`,
        'Compare path family, path, verb after the colon, method, body and Authorization header with the OpenAPI document.',
        astray.map((each) => note(each, ASTRAY.get(each.reason) ?? 'no such path')),
      );
    }
    const right = requests.find((each) => isOnPeople(each) && each.status !== undefined);
    if (right === undefined) return notObserved('No call on people was answered.');
    return passed('Every request was one that the API has.', [note(right, 'the first of them on people')]);
  },
};

function isAstray({ operation, reason, fault, path }: JournalEntry): boolean {
  // OAuth libraries ask for documents there, and do without.
  if (path.startsWith('/.well-known/')) return false;
  if (fault?.kind === 'answer' || fault?.kind === 'html') return false;
  return operation === 'Unmatched' || ASTRAY.has(reason);
}
