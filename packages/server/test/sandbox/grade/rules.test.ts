import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Verdict } from '@rollcall/contract/sandbox';
import type { GradeFacts } from '../../../src/sandbox/grade/grade-facts.ts';
import { gradeEntries } from '../../../src/sandbox/grade/index.ts';
import { RULES } from '../../../src/sandbox/grade/rules/index.ts';
import { journalOf, page, person, refused, TOKEN, type Wanted } from './entries.ts';

/** A journal, what a rule must say of it, and the requests it must point at. */
interface Case {
  readonly what: string;
  readonly requests: readonly Wanted[];
  readonly facts?: GradeFacts;
  readonly verdict: Verdict;
  readonly evidence?: readonly number[];
}

const FAILED_503: Wanted = { outcome: 'failed', status: 503, reason: 'unavailable' };
const LOST: Wanted = { outcome: 'no_answer', fault: { id: 'f1', kind: 'reset_connection' } };
const LIMITED: Wanted = {
  ...refused(429, 'rate_limit_exceeded'),
  retry_after: '1',
  retry_after_ms: 1000,
};
const EXPIRED = refused(401, 'invalid_token');
const withToken = (fingerprint: string): Wanted => ({ token: { fingerprint, expired: false } });
/** Tokens live by the account's clock. */
const at = (time: string): Wanted => ({ time });
const times = (count: number, wanted: Wanted): Wanted[] => Array.from({ length: count }, () => wanted);

const CASES: Readonly<Record<string, readonly Case[]>> = {
  'identifies-itself': [
    { what: 'a product and a version', requests: [TOKEN], verdict: 'passed', evidence: [1] },
    {
      what: 'a product beside that of the library',
      requests: [{ user_agent: 'acme/2.1 python-requests/2.31.0' }],
      verdict: 'passed',
    },
    ...[
      'axios/1.7.9',
      'node',
      'node-fetch/1.0 (+https://github.com/bitinn/node-fetch)',
      'python-requests/2.31.0',
      'python-httpx/0.28.1',
      'Python/3.12 aiohttp/3.9.1',
      'Go-http-client/1.1',
      'curl/8.5.0',
      'Mozilla/5.0 (X11) Gecko/20100101 Firefox/130.0',
      '',
    ].map(
      (name): Case => ({
        what: `"${name}"`,
        requests: [TOKEN, { user_agent: name }],
        verdict: 'failed',
        evidence: [2],
      }),
    ),
    { what: 'no version', requests: [{ user_agent: 'acme' }], verdict: 'warning', evidence: [1] },
    { what: 'no request', requests: [], verdict: 'not_observed' },
  ],
  'asks-for-tokens-properly': [
    { what: 'a form with Basic', requests: [TOKEN], verdict: 'passed', evidence: [1] },
    {
      what: 'credentials in the form alone',
      requests: [TOKEN, { ...TOKEN, request_headers: {}, ...refused(401, 'invalid_client') }],
      verdict: 'failed',
      evidence: [2],
    },
    {
      what: 'another grant',
      requests: [{ ...TOKEN, ...refused(400, 'unsupported_grant_type') }],
      verdict: 'failed',
      evidence: [1],
    },
    {
      what: 'a fault in between',
      requests: [{ ...TOKEN, ...refused(400, 'invalid_request'), fault: { id: 'f1', kind: 'answer' } }],
      verdict: 'passed',
    },
    { what: 'no token asked for', requests: [page(1, false)], verdict: 'not_observed' },
  ],
  'keeps-secrets-in-headers': [
    {
      what: 'Basic only',
      requests: [TOKEN, { ...TOKEN, operation: 'RevokeToken', request_body: 'token=***' }],
      verdict: 'passed',
      evidence: [1],
    },
    {
      what: 'the secret in the form',
      requests: [TOKEN, { ...TOKEN, request_body: 'grant_type=client_credentials&client_secret=***' }],
      verdict: 'failed',
      evidence: [2],
    },
    {
      what: 'the secret in JSON',
      requests: [{ ...TOKEN, request_body: '{"client_secret": "***"}' }],
      verdict: 'failed',
      evidence: [1],
    },
    {
      what: 'the token in the query',
      requests: [page(1, false, { query: { access_token: ['***'] } })],
      verdict: 'failed',
      evidence: [1],
    },
    { what: 'no token asked for', requests: [page(1, false)], verdict: 'not_observed' },
  ],
  'stops-at-bad-credentials': [
    {
      what: 'refused once',
      requests: [{ ...TOKEN, ...refused(401, 'invalid_client') }],
      verdict: 'passed',
      evidence: [1],
    },
    {
      what: 'tried again',
      requests: times(3, { ...TOKEN, ...refused(401, 'invalid_client') }),
      verdict: 'failed',
      evidence: [1, 2, 3],
    },
    {
      what: 'tried again another day',
      requests: times(2, { ...TOKEN, ...refused(401, 'invalid_client'), afterMs: 61_000 }),
      verdict: 'passed',
    },
    { what: 'tokens issued', requests: [TOKEN], verdict: 'not_observed' },
  ],
  'reuses-its-token': [
    {
      what: 'one token, two calls',
      requests: [TOKEN, person('GetUser'), person('GetUser', 'U2')],
      verdict: 'passed',
      evidence: [2],
    },
    {
      what: 'one before every call',
      requests: [TOKEN, person('GetUser'), TOKEN, person('GetUser', 'U2'), TOKEN, person('GetUser', 'U3')],
      verdict: 'failed',
      evidence: [3, 5],
    },
    {
      what: 'two starts at once',
      requests: [TOKEN, TOKEN, person('GetUser'), person('GetUser', 'U2')],
      verdict: 'passed',
    },
    {
      what: 'some for nothing',
      requests: [TOKEN, TOKEN, TOKEN, ...times(5, person('GetUser'))],
      verdict: 'warning',
      evidence: [2, 3],
    },
    {
      what: 'a new one when the old one had been refused',
      requests: [
        TOKEN,
        person('GetUser', 'U1', EXPIRED),
        TOKEN,
        person('GetUser', 'U1', EXPIRED),
        TOKEN,
        person('GetUser'),
      ],
      verdict: 'passed',
    },
    {
      what: 'a new one three minutes before the end',
      requests: [
        { ...TOKEN, ...at('2026-01-01T12:00:00.000Z') },
        person('GetUser'),
        { ...TOKEN, ...at('2026-01-01T12:12:00.000Z') },
        person('GetUser'),
        { ...TOKEN, ...at('2026-01-01T12:24:00.000Z') },
      ],
      verdict: 'passed',
    },
    {
      what: 'each application its own',
      requests: ['a', 'b', 'c'].flatMap((client_id) => [
        { ...TOKEN, client_id },
        { ...person('GetUser'), client_id },
      ]),
      verdict: 'passed',
    },
    { what: 'one call', requests: [TOKEN, person('GetUser')], verdict: 'not_observed' },
  ],
  'renews-expired-tokens': [
    {
      what: 'a new token, and the call again',
      requests: [page(2, false, EXPIRED), TOKEN, page(2, false, withToken('t2'))],
      verdict: 'passed',
      evidence: [1],
    },
    {
      what: 'the dead token again',
      requests: [page(2, false, EXPIRED), page(2, false, EXPIRED), TOKEN, page(2, false, withToken('t2'))],
      verdict: 'failed',
      evidence: [1, 2],
    },
    {
      what: 'the dead token again for something else, later',
      requests: [page(2, false, EXPIRED), person('GetUser', 'U1', { ...EXPIRED, afterMs: 500 })],
      verdict: 'failed',
      evidence: [1, 2],
    },
    {
      what: 'calls side by side, all renewed',
      requests: [
        person('GetUser', 'U1', EXPIRED),
        person('GetUser', 'U2', { ...EXPIRED, afterMs: -1 }),
        TOKEN,
        person('GetUser', 'U1', withToken('t2')),
        person('GetUser', 'U2', withToken('t2')),
      ],
      verdict: 'passed',
    },
    { what: 'no new token', requests: [page(2, false, EXPIRED)], verdict: 'failed', evidence: [1] },
    {
      what: 'a new token, and not the call again',
      requests: [page(2, false, EXPIRED), TOKEN, person('GetUser', 'U1', withToken('t2'))],
      verdict: 'failed',
      evidence: [1, 2],
    },
    {
      what: 'new tokens without end',
      requests: ['t1', 't2', 't3', 't4'].flatMap((each) => [page(2, false, { ...EXPIRED, ...withToken(each) }), TOKEN]),
      verdict: 'failed',
      evidence: [1, 3, 5, 7],
    },
    { what: 'no token refused', requests: [TOKEN, page(1, false)], verdict: 'not_observed' },
  ],
  'calls-what-there-is': [
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
      requests: [page(1, false, { query: { page_token: ['x'] }, page: { walk: 1, number: 1, unknown_token: true } })],
      verdict: 'failed',
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
  'honours-retry-after': [
    {
      what: 'waiting',
      requests: [page(1, false, LIMITED), page(1, false, { afterMs: 1000 })],
      verdict: 'passed',
      evidence: [1, 2],
    },
    { what: 'giving up', requests: [page(1, false, LIMITED)], verdict: 'passed', evidence: [1] },
    {
      what: 'calling at once',
      requests: [page(1, false, LIMITED), page(1, false)],
      verdict: 'failed',
      evidence: [1, 2],
    },
    {
      what: 'calling too early',
      requests: [page(1, false, LIMITED), page(1, false, { afterMs: 900 })],
      verdict: 'failed',
      evidence: [1, 2],
    },
    {
      what: 'calling something else',
      requests: [page(1, false, LIMITED), person('GetUser', 'U1', { afterMs: 500 })],
      verdict: 'failed',
      evidence: [1, 2],
    },
    { what: 'what was on its way', requests: [page(1, false, LIMITED), person('GetUser', 'U1')], verdict: 'passed' },
    {
      what: 'a new token meanwhile',
      requests: [page(1, false, LIMITED), { ...TOKEN, afterMs: 500 }, page(1, false, { afterMs: 600 })],
      verdict: 'passed',
    },
    {
      what: 'a 503 that is asked again too early',
      requests: [
        page(1, false, { ...FAILED_503, retry_after: '1', retry_after_ms: 1000 }),
        page(1, false, { afterMs: 300 }),
      ],
      verdict: 'failed',
      evidence: [1, 2],
    },
    {
      what: 'another call after a 503',
      requests: [
        page(1, false, { ...FAILED_503, retry_after: '1', retry_after_ms: 1000 }),
        person('GetUser', 'U1', { afterMs: 300 }),
      ],
      verdict: 'passed',
    },
    { what: 'no Retry-After', requests: [page(1, false)], verdict: 'not_observed' },
  ],
  'retries-failures': [
    { what: 'once more', requests: [page(1, false, FAILED_503), page(1, false)], verdict: 'passed', evidence: [1, 2] },
    {
      what: 'a lost answer',
      requests: [person('SuspendUser', 'U1', LOST), person('SuspendUser')],
      verdict: 'passed',
      evidence: [1, 2],
    },
    {
      what: 'who called not known',
      requests: [page(1, false, { ...LOST, client_id: 'other' }), page(1, false)],
      verdict: 'passed',
    },
    {
      what: 'not again',
      requests: [page(1, false, FAILED_503), page(1, false, { query: { filter: [''] } })],
      verdict: 'failed',
      evidence: [1],
    },
    {
      what: 'a lost answer, not again',
      requests: [person('SuspendUser', 'U1', LOST)],
      verdict: 'failed',
      evidence: [1],
    },
    { what: '501', requests: [page(1, false, { ...FAILED_503, status: 501 })], verdict: 'not_observed' },
    {
      what: 'a client that went away',
      requests: [{ ...page(1, false), outcome: 'no_answer' }],
      verdict: 'not_observed',
    },
    { what: 'all well', requests: [page(1, false)], verdict: 'not_observed' },
  ],
  'waits-between-retries': [
    {
      what: 'longer from try to try',
      requests: [0, 100, 200, 400, 800].map((afterMs) => page(1, false, { ...FAILED_503, afterMs })),
      verdict: 'passed',
      evidence: [1, 2, 3, 4, 5],
    },
    {
      what: 'no wait',
      requests: times(5, page(1, false, { ...FAILED_503, afterMs: 1 })),
      verdict: 'failed',
      evidence: [1, 2, 3, 4, 5],
    },
    {
      what: 'the same wait',
      requests: times(5, page(1, false, { ...FAILED_503, afterMs: 1000 })),
      verdict: 'warning',
      evidence: [1, 2, 3, 4, 5],
    },
    { what: 'few tries', requests: times(4, page(1, false, FAILED_503)), verdict: 'not_observed' },
  ],
  'gives-up': [
    { what: 'after five tries', requests: times(5, page(1, false, FAILED_503)), verdict: 'passed', evidence: [5] },
    { what: 'ten tries', requests: times(10, page(1, false, FAILED_503)), verdict: 'passed', evidence: [10] },
    { what: 'eleven tries', requests: times(11, page(1, false, FAILED_503)), verdict: 'failed', evidence: [1, 11] },
    { what: 'stopped', requests: [TOKEN, page(1, false)], facts: { stopped: true }, verdict: 'failed', evidence: [2] },
    { what: 'success at last', requests: [page(1, false, FAILED_503), page(1, false)], verdict: 'not_observed' },
  ],
  'accepts-refusals': [
    {
      what: 'once',
      requests: [person('SuspendUser', 'U1', refused(403, 'no_owner_remain')), person('GetUser')],
      verdict: 'passed',
      evidence: [1],
    },
    {
      what: 'again and again',
      requests: times(3, person('SuspendUser', 'U1', refused(403, 'no_owner_remain'))),
      verdict: 'failed',
      evidence: [1, 2, 3],
    },
    {
      what: 'again with a new token',
      requests: [
        person('SuspendUser', 'U1', refused(403, 'insufficient_scope')),
        TOKEN,
        person('SuspendUser', 'U1', { ...refused(403, 'insufficient_scope'), ...withToken('t2') }),
      ],
      verdict: 'failed',
      evidence: [1, 3],
    },
    {
      what: 'the next person',
      requests: [
        person('GetUser', 'U1', refused(404, 'user_not_found')),
        person('GetUser', 'U2', refused(404, 'user_not_found')),
      ],
      verdict: 'passed',
      evidence: [1, 2],
    },
    {
      what: 'again another day',
      requests: times(2, person('GetUser', 'U1', { ...refused(404, 'user_not_found'), afterMs: 61_000 })),
      verdict: 'passed',
    },
    {
      what: 'another application',
      requests: ['a', 'b'].map((client_id) =>
        person('GetUser', 'U1', { ...refused(403, 'insufficient_scope'), client_id }),
      ),
      verdict: 'passed',
    },
    {
      what: 'a limit, and an expired token',
      requests: [page(1, false, LIMITED), page(1, false, EXPIRED), page(1, false)],
      verdict: 'not_observed',
    },
  ],
  'asks-for-few-scopes': [
    { what: 'as many as used', requests: [page(1, false)], facts: applications('list_users'), verdict: 'passed' },
    {
      what: 'one more',
      requests: [page(1, false)],
      facts: applications('list_users', 'suspend_user'),
      verdict: 'warning',
      evidence: [1],
    },
    {
      what: 'an application that never called',
      requests: [page(1, false, { client_id: 'x' })],
      facts: applications('list_users'),
      verdict: 'not_observed',
    },
    { what: 'not known', requests: [page(1, false)], verdict: 'not_observed' },
  ],
  'speaks-both-versions': [
    {
      what: 'both',
      requests: [page(1, false), page(1, false, { api_version: 'v1beta1', walk: 2 })],
      verdict: 'passed',
      evidence: [1, 2],
    },
    { what: 'one', requests: [page(1, false)], verdict: 'not_observed' },
    {
      what: 'the one that is served',
      requests: [page(1, false)],
      facts: { apiVersion: 'v1' },
      verdict: 'passed',
      evidence: [1],
    },
    {
      what: 'another than the one that is served',
      requests: [page(1, false, refused(404, 'path_not_found'))],
      facts: { apiVersion: 'v1beta1' },
      verdict: 'failed',
      evidence: [1],
    },
  ],
  'works-in-every-region': [
    {
      what: 'two',
      requests: [page(1, false), page(1, false, { region: 'eu', walk: 2 })],
      verdict: 'passed',
      evidence: [1, 2],
    },
    { what: 'one', requests: [page(1, false)], verdict: 'not_observed' },
    {
      what: 'the one that was asked for',
      requests: [page(1, false, { region: 'eu' })],
      facts: { region: 'eu' },
      verdict: 'passed',
      evidence: [1],
    },
    { what: 'not the one that was asked for', requests: [], facts: { region: 'eu' }, verdict: 'failed', evidence: [] },
  ],
};

function filtered(number: number, filter: string): Wanted {
  return page(number, number === 1, { page: { walk: 1, number, has_next: number === 1, filter } });
}

function applications(...scopes: ('list_users' | 'suspend_user')[]): GradeFacts {
  return { applications: [{ clientId: 'app', scopes }] };
}

for (const rule of RULES) {
  const cases = CASES[rule.id] ?? [];
  describe(rule.id, () => {
    for (const { what, requests, facts, verdict, evidence } of cases) {
      test(`${what}: ${verdict}`, () => {
        const { findings } = gradeEntries(journalOf(...requests), facts);
        const finding = findings.find((each) => each.rule === rule.id);
        assert.equal(finding?.verdict, verdict, finding?.sentence);
        if (evidence) {
          assert.deepEqual(
            finding?.evidence.map(({ sequence }) => sequence),
            evidence,
          );
        }
        // Who is to change something is told what.
        assert.equal(finding?.advice !== undefined, verdict === 'failed' || verdict === 'warning');
      });
    }
    test('is shown in each way it can be', () => {
      const verdicts = new Set(cases.map(({ verdict }) => verdict));
      const bad = verdicts.has('failed') || verdicts.has('warning');
      assert.ok(verdicts.has('passed') && bad && verdicts.has('not_observed'));
    });
  });
}

test('a report counts what it says, and holds the requests it refers to', () => {
  const entries = journalOf(TOKEN, page(1, true), page(2, false));
  const report = gradeEntries(entries);
  assert.equal(report.requests, 3);
  assert.deepEqual(report.user_agents, ['acme-access-review/2.1']);
  assert.equal(report.begin_time, entries[0]?.wall_time);
  assert.equal(report.verdict, 'incomplete');
  assert.equal(report.findings.length, RULES.length);
  assert.equal(report.findings.filter(({ verdict }) => verdict === 'passed').length, report.totals.passed);
  const known = new Set(report.evidence.map(({ sequence }) => sequence));
  for (const { evidence } of report.findings) for (const { sequence } of evidence) assert.ok(known.has(sequence));
  assert.equal(gradeEntries(journalOf({ user_agent: '' })).verdict, 'failed');
});
