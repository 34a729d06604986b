import type { GradeFinding, GradeReport, JournalEntry } from '@rollcall/contract/sandbox';
import type { Graded } from '../../src/grade/report/graded.ts';

const PATH = '/v1/accounts/ACMEACMEACMEACMEACMEACMEAC/users';

/** A request as the journal has it. */
export function request(sequence: number, more: Partial<JournalEntry> = {}): JournalEntry {
  return {
    sequence,
    time: '2026-11-23T10:00:00.000Z',
    wall_time: '2026-11-23T10:00:00.000Z',
    duration_ms: 1.6,
    region: 'sandbox',
    operation: 'ListUsers',
    api_version: 'v1',
    method: 'GET',
    path: PATH,
    query: { page_token: ['QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE'] },
    request_headers: { authorization: 'Bearer ***', 'user-agent': 'acme-access-review/2.1' },
    user_agent: 'acme-access-review/2.1',
    token: { fingerprint: 't-1f2e3d', expired: false },
    page: { walk: 1, number: 2, people: 25, has_next: true },
    outcome: 'succeeded',
    status: 200,
    request_id: 'r-000001',
    ...more,
  };
}

/** A report of these findings; the numbers follow from them. */
export function reportOf(findings: readonly GradeFinding[], more: Partial<GradeReport> = {}): GradeReport {
  const totals = { passed: 0, failed: 0, warning: 0, not_observed: 0 };
  for (const { verdict } of findings) totals[verdict] += 1;
  return {
    verdict: totals.failed > 0 ? 'failed' : totals.not_observed > 0 ? 'incomplete' : 'passed',
    totals,
    begin_time: '2026-11-23T10:00:00.000Z',
    end_time: '2026-11-23T10:00:12.345Z',
    user_agents: ['acme-access-review/2.1'],
    requests: 41,
    findings: [...findings],
    evidence: [request(12), request(17, { operation: 'IssueToken', method: 'POST', path: '/v1/oauth/token' })],
    ...more,
  };
}

export function graded(report: GradeReport): Graded {
  return { report, version: '0.1.0', madeAt: new Date('2026-11-23T10:01:00Z') };
}

export const FINDINGS: readonly GradeFinding[] = [
  {
    rule: 'follows-every-page',
    title: 'Follows every page token to the end',
    verdict: 'failed',
    sentence: '2 lists ended although the answer had a next_page_token.',
    advice: 'Repeat the request with page_token set to next_page_token until an answer has none.',
    evidence: [{ sequence: 12, note: '25 people and a next_page_token; no request for the next page' }],
    situation: 'several-pages',
  },
  {
    rule: 'identifies-itself',
    title: 'Says who it is in User-Agent',
    verdict: 'warning',
    sentence: 'The User-Agent has no version.',
    advice: 'Send a name and a version, such as acme-access-review/2.1.',
    evidence: [{ sequence: 17, note: 'acme' }],
  },
  {
    rule: 'reuses-its-token',
    title: 'Uses a token for many calls',
    verdict: 'passed',
    sentence: 'One token was enough for 40 calls.',
    evidence: [{ sequence: 17, note: 'the only token' }],
    situation: 'several-pages',
  },
  {
    rule: 'gives-up',
    title: 'Gives up when it is enough',
    verdict: 'not_observed',
    sentence: 'The situation was left out.',
    evidence: [],
    situation: 'stays-broken',
  },
];

export const SITUATIONS: NonNullable<GradeReport['situations']> = [
  { id: 'several-pages', title: 'A list of several pages', ending: 'succeeded', verdict: 'failed', requests: 40 },
  {
    id: 'stays-broken',
    title: 'The server stays broken',
    ending: 'not_run',
    verdict: 'not_observed',
    message: 'The situation was left out.',
    requests: 0,
  },
];

/** What breaks pages, XML and terminals when it is let through. */
export const HOSTILE = `"><script>alert(1)</script><img src=x onerror=alert(2)>&amp;'\u202Ereversed\u0007\u001b[31m${'W'.repeat(500)}`;

/** A client that puts it everywhere it can. */
export const HOSTILE_REPORT: GradeReport = reportOf(
  FINDINGS.map((finding) => ({
    ...finding,
    sentence: HOSTILE,
    ...(finding.advice && { advice: HOSTILE }),
    evidence: finding.evidence.map((each) => ({ ...each, note: HOSTILE })),
  })),
  {
    user_agents: [HOSTILE, `javascript:${HOSTILE}`],
    situations: SITUATIONS.map((situation) => ({ ...situation, message: HOSTILE })),
    evidence: [12, 17].map((sequence) =>
      request(sequence, {
        path: `/v1/${HOSTILE}`,
        method: 'GET',
        query: { [HOSTILE]: [HOSTILE] },
        request_headers: { 'user-agent': HOSTILE, 'x-hostile': HOSTILE },
        request_body: HOSTILE,
        reason: HOSTILE,
        request_id: HOSTILE,
      }),
    ),
  },
);
