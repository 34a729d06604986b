import { EXPIRED, page, person, TOKEN, times, type Wanted, withToken } from '../entries.ts';
import type { RuleCases } from './rule-case.ts';

/** Tokens live by the account's clock. */
const at = (time: string): Wanted => ({ time });

const REVOKED: Wanted = { ...TOKEN, operation: 'RevokeToken' };
const NOT_REVOKED: Wanted = { ...REVOKED, outcome: 'failed', status: 503 };
/** Nobody proved to be anybody. */
const UNKNOWN: Wanted = { isUnknown: true };

export const TOKENS_CASES: RuleCases = {
  'reuses-its-token': [
    {
      what: 'a new one when the old one had been refused, whose it was not being known',
      requests: ['a', 'b', 'c'].flatMap(() => [TOKEN, person('GetUser', 'U1', { ...EXPIRED, ...UNKNOWN })]),
      verdict: 'passed',
    },
    {
      what: 'a new one after the old one was given back',
      requests: [TOKEN, person('GetUser'), REVOKED, TOKEN, person('GetUser'), REVOKED, TOKEN, person('GetUser')],
      verdict: 'passed',
    },
    {
      what: 'a new one after the old one was not given back',
      requests: [
        TOKEN,
        person('GetUser'),
        NOT_REVOKED,
        TOKEN,
        person('GetUser'),
        NOT_REVOKED,
        TOKEN,
        person('GetUser'),
      ],
      verdict: 'failed',
      evidence: [4, 7],
    },
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
};
