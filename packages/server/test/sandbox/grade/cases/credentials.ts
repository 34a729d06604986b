import type { GradeFacts } from '../../../../src/sandbox/grade/index.ts';
import { page, refused, TOKEN, times } from '../entries.ts';
import type { RuleCase, RuleCases } from './rule-case.ts';

export const CREDENTIALS_CASES: RuleCases = {
  'identifies-itself': [
    { what: 'a version with one of two names', requests: [{ user_agent: 'acme review/2.1' }], verdict: 'passed' },
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
      (name): RuleCase => ({
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
    {
      what: 'a wrong secret',
      requests: [{ ...TOKEN, ...refused(401, 'invalid_client') }],
      verdict: 'passed',
      evidence: [1],
    },
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
      what: 'Basic for something else only',
      requests: [{ ...TOKEN, operation: 'RevokeToken', request_body: 'token=***' }],
      verdict: 'not_observed',
    },
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
      what: 'a token only in the other',
      requests: [page(1, false), { ...TOKEN, region: 'eu' }],
      verdict: 'not_observed',
    },
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

function applications(...scopes: ('list_users' | 'suspend_user')[]): GradeFacts {
  return { applications: [{ clientId: 'app', scopes }] };
}
