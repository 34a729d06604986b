import { page, person, refused, TOKEN, type Wanted } from '../entries.ts';
import type { RuleCases } from './rule-case.ts';

export const LISTS_CASES: RuleCases = {
  'calls-what-there-is': [
    {
      what: 'a refusal that a fault made up',
      requests: [page(1, false, { ...refused(404, 'path_not_found'), fault: { id: 'f1', kind: 'answer' } })],
      verdict: 'passed',
    },
    { what: 'a list', requests: [page(1, false)], verdict: 'passed', evidence: [1] },
    {
      what: 'a path there is not',
      requests: [page(1, false), { operation: 'Unmatched', ...refused(404, 'path_not_found') }],
      verdict: 'failed',
      evidence: [2],
    },
    {
      what: 'a body that is none',
      requests: [person('SuspendUser', 'U1', refused(400, 'invalid_body'))],
      verdict: 'failed',
      evidence: [1],
    },
    {
      what: 'no token at all',
      requests: [page(1, false, refused(401, 'unauthenticated'))],
      verdict: 'failed',
      evidence: [1],
    },
    {
      what: 'a look for metadata',
      requests: [
        { operation: 'Unmatched', path: '/.well-known/openid-configuration', ...refused(404, 'path_not_found') },
        page(1, false),
      ],
      verdict: 'passed',
      evidence: [2],
    },
    { what: 'tokens only', requests: [TOKEN], verdict: 'not_observed' },
  ],
  'spells-parameters': [
    {
      what: 'max_page_size',
      requests: [page(1, false, { query: { max_page_size: ['100'] } })],
      verdict: 'passed',
      evidence: [1],
    },
    {
      what: 'maxPageSize',
      requests: [page(1, false, { query: { maxPageSize: ['100'] } })],
      verdict: 'failed',
      says: /maxPageSize is spelt max_page_size/,
      evidence: [1],
    },
    {
      what: 'pageToken',
      requests: [page(1, true), page(2, false, { query: { pageToken: ['p2'] } })],
      verdict: 'failed',
      evidence: [2],
    },
    {
      what: 'something else',
      requests: [page(1, false, { query: { next_page_token: ['p2'] } })],
      verdict: 'failed',
      says: /Did you mean page_token|"next_page_token" is no parameter/,
      evidence: [1],
    },
    {
      what: 'one twice',
      requests: [page(1, false, { query: { filter: ['a', 'b'] } })],
      verdict: 'failed',
      evidence: [1],
    },
    {
      what: 'a parameter on a verb',
      requests: [person('SuspendUser', 'U1', { query: { dry_run: ['true'] } })],
      verdict: 'failed',
      says: /It takes none/,
      evidence: [1],
    },
    {
      what: 'a value that is refused',
      requests: [page(1, false, { query: { filter: ['active'] }, ...refused(400, 'invalid_filter') })],
      verdict: 'failed',
      evidence: [1],
    },
    {
      what: 'a page token that was changed',
      requests: [
        page(2, false, { ...refused(400, 'invalid_page_token'), page: { walk: 1, number: 2, unknown_token: true } }),
      ],
      verdict: 'failed',
      evidence: [1],
    },
    {
      what: 'a page token from before the journal',
      requests: [page(2, false, { page: { walk: 1, number: 2, unknown_token: true } })],
      verdict: 'passed',
      evidence: [1],
    },
    { what: 'no parameters', requests: [TOKEN, page(1, false)], verdict: 'not_observed' },
  ],
  'follows-every-page': [
    { what: 'to the end', requests: [page(1, true), page(2, true), page(3, false)], verdict: 'passed', evidence: [3] },
    { what: 'the first page only', requests: [page(1, true)], verdict: 'failed', evidence: [1] },
    {
      what: 'stopping at an empty page',
      requests: [page(1, true), page(2, true, { page: { walk: 1, number: 2, people: 0, has_next: true } })],
      verdict: 'failed',
      evidence: [2],
    },
    {
      what: 'the first page only, and acting on several people',
      requests: [page(1, true), person('SuspendUser', 'U1'), person('SuspendUser', 'U2')],
      verdict: 'failed',
      evidence: [1],
    },
    {
      what: 'stopping at the one who was looked for, and a whole list',
      requests: [page(1, true), person('SuspendUser', 'U1'), page(1, true, { walk: 2 }), page(2, false, { walk: 2 })],
      verdict: 'passed',
    },
    {
      what: 'stopping at somebody else',
      requests: [page(1, true), person('SuspendUser', 'U1')],
      facts: { sought: { userId: 'U9', isOnFirstPage: false } },
      verdict: 'failed',
      evidence: [1],
    },
    {
      what: 'a look whether the list answers',
      requests: [page(1, true, { page: { walk: 1, number: 1, requested_size: '1', has_next: true } })],
      verdict: 'not_observed',
    },
    {
      what: 'stopped by a refusal',
      requests: [page(1, true), page(2, true, refused(403, 'insufficient_scope'))],
      verdict: 'not_observed',
    },
    { what: 'one page', requests: [page(1, false)], verdict: 'not_observed' },
  ],
  'reads-results': [
    {
      what: 'an empty list',
      requests: [page(1, false, { page: { walk: 1, number: 1, people: 0 } }), person('SuspendUser')],
      verdict: 'not_observed',
    },
    {
      what: 'a list whose answer was spoilt',
      requests: [page(1, false, { outcome: 'failed' }), person('SuspendUser')],
      verdict: 'not_observed',
    },
    {
      what: 'somebody who was known before the list',
      requests: [person('GetUser'), page(1, false)],
      verdict: 'not_observed',
    },
    {
      what: 'going on with somebody',
      requests: [page(1, false), person('SuspendUser')],
      verdict: 'passed',
      evidence: [1, 2],
    },
    {
      what: 'going on with the one who was looked for',
      requests: [page(1, true), person('SuspendUser', 'U9')],
      facts: { sought: { userId: 'U9', isOnFirstPage: true } },
      verdict: 'passed',
      evidence: [1, 2],
    },
    {
      what: 'not finding who is on the first page',
      requests: [page(1, true)],
      facts: { sought: { userId: 'U9', isOnFirstPage: true } },
      verdict: 'failed',
      evidence: [1],
    },
    {
      what: 'not finding who is on the last page, which was read',
      requests: [page(1, true), page(2, false)],
      facts: { sought: { userId: 'U9', isOnFirstPage: false } },
      verdict: 'failed',
      evidence: [1, 2],
    },
    {
      what: 'not finding who is on a page that was not read',
      requests: [page(1, true)],
      facts: { sought: { userId: 'U9', isOnFirstPage: false } },
      verdict: 'not_observed',
    },
    {
      what: 'an id that nobody has',
      requests: [page(1, false), person('GetUser', 'X', refused(404, 'user_not_found'))],
      verdict: 'not_observed',
    },
    { what: 'a list only', requests: [page(1, false)], verdict: 'not_observed' },
    { what: 'no list', requests: [person('GetUser')], verdict: 'not_observed' },
  ],
  'keeps-the-filter': [
    {
      what: 'a list that began before the journal',
      requests: [filtered(2, 'user.isActive()'), filtered(3, 'user.isActive()')],
      verdict: 'not_observed',
    },
    {
      what: 'the same again',
      requests: [filtered(1, 'user.isActive()'), filtered(2, 'user.isActive()')],
      verdict: 'passed',
      evidence: [2],
    },
    {
      what: 'the token alone',
      requests: [filtered(1, 'user.isActive()'), page(2, false)],
      verdict: 'passed',
      evidence: [2],
    },
    {
      what: 'another one',
      requests: [filtered(1, 'user.isActive()'), filtered(2, 'user.isSuspended()')],
      verdict: 'failed',
      evidence: [2],
    },
    {
      what: 'one where there was none',
      requests: [page(1, true), filtered(2, 'user.isActive()')],
      verdict: 'failed',
      evidence: [2],
    },
    { what: 'one page', requests: [filtered(1, 'user.isActive()')], verdict: 'not_observed' },
    { what: 'no filter', requests: [page(1, true), page(2, false)], verdict: 'not_observed' },
  ],
};

function filtered(number: number, filter: string): Wanted {
  return page(number, number === 1, { page: { walk: 1, number, has_next: number === 1, filter } });
}
