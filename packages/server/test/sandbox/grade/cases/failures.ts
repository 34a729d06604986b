import { EXPIRED, FAILED_503, LIMITED, LOST, page, person, refused, TOKEN, times, withToken } from '../entries.ts';
import type { RuleCases } from './rule-case.ts';

export const FAILURES_CASES: RuleCases = {
  'honours-retry-after': [
    {
      what: 'another application meanwhile',
      requests: [page(1, false, LIMITED), page(1, false, { client_id: 'other', afterMs: 500 })],
      verdict: 'passed',
      evidence: [1],
    },
    {
      what: 'somebody meanwhile who says to be another application',
      requests: [
        page(1, false, LIMITED),
        page(1, false, { isUnknown: true, claimed_client_id: 'other', afterMs: 500 }),
      ],
      verdict: 'passed',
      evidence: [1],
    },
    {
      what: 'the same application, of which nothing was known yet',
      requests: [page(1, false, { ...LIMITED, isUnknown: true }), page(1, false, { afterMs: 500 })],
      verdict: 'failed',
      evidence: [1, 2],
    },
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
      what: 'waiting until the date',
      requests: [
        page(1, false, {
          ...LIMITED,
          time: '2026-01-01T12:00:00.900Z',
          retry_after: 'Thu, 01 Jan 2026 12:00:02 GMT',
          retry_after_ms: 2000,
        }),
        page(1, false, { afterMs: 1100, time: '2026-01-01T12:00:02.002Z' }),
      ],
      verdict: 'passed',
    },
    {
      what: 'not waiting until the date',
      requests: [
        page(1, false, {
          ...LIMITED,
          time: '2026-01-01T12:00:00.900Z',
          retry_after: 'Thu, 01 Jan 2026 12:00:02 GMT',
          retry_after_ms: 2000,
        }),
        page(1, false, { afterMs: 900, time: '2026-01-01T12:00:01.802Z' }),
      ],
      verdict: 'failed',
      evidence: [1, 2],
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
    {
      what: 'again when it was forgotten',
      requests: [page(1, false, FAILED_503), page(1, false, { afterMs: 11 * 60_000 })],
      verdict: 'failed',
      evidence: [1],
      says: /^1 call failed for the moment and was not repeated/,
    },
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
    {
      what: 'few tries, with waits',
      requests: times(3, page(1, false, { ...FAILED_503, afterMs: 60 })),
      verdict: 'passed',
      evidence: [1, 2, 3],
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
      what: 'twice at once',
      requests: [404, 404].map((status) =>
        person('GetUser', 'U1', { ...refused(status, 'user_not_found'), afterMs: -1 }),
      ),
      verdict: 'passed',
    },
    {
      what: 'put right',
      requests: [refused(400, 'invalid_body'), {}].map((each, index) =>
        person('SuspendUser', 'U1', { ...each, request_body: index === 0 ? '{"a":1}' : '{}' }),
      ),
      verdict: 'passed',
      evidence: [1],
    },
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
};
