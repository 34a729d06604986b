import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { GradeReport, JournalEntry } from '@rollcall/contract/sandbox';
import { ONE_PAGE } from '../../../../src/sandbox/grade/exam/people.ts';
import { SITUATIONS } from '../../../../src/sandbox/grade/index.ts';
import * as faulty from './clients/faulty.ts';
import type { Integration } from './clients/integration.ts';
import { brokenRules, digest, examine } from './exam.ts';

interface Case {
  readonly client: new (...given: ConstructorParameters<typeof Integration>) => Integration;
  /** Every rule it breaks, and what the requests that prove it have in common. */
  readonly breaks: Readonly<Record<string, (request: JournalEntry) => boolean>>;
  /** Situations of many people to run besides the others; all of them unless given. */
  readonly long?: readonly string[];
}

const SHORT = SITUATIONS.filter(({ seed }) => seed.accounts[0]?.users?.length === ONE_PAGE).map(({ id }) => id);

const isList = ({ operation }: JournalEntry) => operation === 'ListUsers';
const isFirstPage = (each: JournalEntry) => isList(each) && each.page?.has_next === true && each.page.number === 1;
const isToken = ({ operation }: JournalEntry) => operation === 'IssueToken';

const CASES: readonly Case[] = [
  { client: faulty.ReadsUsers, breaks: { 'reads-results': (each) => isList(each) && each.page?.people === 12 } },
  {
    client: faulty.SpeaksCamelCase,
    breaks: { 'follows-every-page': isFirstPage, 'spells-parameters': ({ query }) => query.maxPageSize !== undefined },
  },
  { client: faulty.AsksForATokenEachTime, breaks: { 'reuses-its-token': isToken } },
  { client: faulty.IgnoresRetryAfter, breaks: { 'honours-retry-after': isList } },
  {
    client: faulty.RepeatsRefusals,
    breaks: {
      'accepts-refusals': ({ outcome, status = 0 }) => outcome === 'refused' && status !== 429,
      'stops-at-bad-credentials': (each) => isToken(each) && each.reason === 'invalid_client',
    },
  },
  {
    client: faulty.NeverRenews,
    long: ['token-expires'],
    breaks: { 'renews-expired-tokens': ({ reason }) => reason === 'invalid_token' },
  },
  { client: faulty.NeverRepeats, long: [], breaks: { 'retries-failures': ({ outcome }) => outcome !== 'succeeded' } },
  {
    client: faulty.Hammers,
    long: [],
    breaks: {
      'gives-up': ({ status }) => status === 500,
      'waits-between-retries': ({ status }) => status === 500,
    },
  },
  {
    client: faulty.Nameless,
    long: [],
    breaks: { 'identifies-itself': ({ user_agent }) => user_agent === 'axios/1.7.9' },
  },
  { client: faulty.NeverFails, long: [], breaks: { 'reports-the-truth': ({ outcome }) => outcome !== 'succeeded' } },
  {
    client: faulty.SuspendsTooMany,
    long: [],
    breaks: { 'changes-nobody-else': ({ operation }) => operation === 'SuspendUser' },
  },
  {
    client: faulty.ChangesTheFilter,
    long: ['filtered-list'],
    breaks: { 'keeps-the-filter': ({ page }) => page?.filter === 'user.isSuspended()' },
  },
];

// Side by side: most of an exam is waiting.
describe('a client with one bad habit', { concurrency: 2 }, () => {
  for (const { client, breaks, long } of CASES) {
    test(`${client.name} breaks ${Object.keys(breaks).join(' and ')}, and nothing else`, async () => {
      const report = await examine(({ task }, ...rest) => new client(...rest).perform(task), {
        only: long && [...SHORT, ...long],
      });
      assert.deepEqual(brokenRules(report), Object.keys(breaks).sort(), digest(report));
      assert.equal(report.verdict, 'failed');
      for (const [rule, isProof] of Object.entries(breaks)) assertProven(report, rule, isProof);
    });
  }
});

/** Every finding of the rule points at requests, and all of them are of the kind that proves it. */
function assertProven(report: GradeReport, rule: string, isProof: (request: JournalEntry) => boolean): void {
  const bySequence = new Map(report.evidence.map((request) => [request.sequence, request]));
  const bad = report.findings.filter((each) => each.rule === rule && each.verdict === 'failed');
  assert.ok(bad.length > 0);
  for (const { evidence } of bad) {
    assert.ok(evidence.length > 0);
    for (const { sequence, note } of evidence) {
      const request = bySequence.get(sequence);
      assert.ok(request && isProof(request), `${rule}: ${note}: ${JSON.stringify(request)}`);
    }
  }
}
