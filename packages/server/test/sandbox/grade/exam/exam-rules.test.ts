import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Verdict } from '@rollcall/contract/sandbox';
import type { Attended } from '../../../../src/sandbox/grade/exam/attended.ts';
import { accountOf, LEAVER, ONE_PAGE, OWNER } from '../../../../src/sandbox/grade/exam/people.ts';
import { EXAM_RULES } from '../../../../src/sandbox/grade/exam/rules/index.ts';
import { GRADE_RULES, SITUATIONS, type Situation } from '../../../../src/sandbox/grade/index.ts';
import { journalOf, page, person, refused, TOKEN, type Wanted } from '../entries.ts';

interface Case {
  readonly what: string;
  readonly situation: string;
  readonly requests: readonly Wanted[];
  readonly more?: Partial<Attended>;
  readonly verdict: Verdict;
  readonly evidence?: readonly number[];
}

const SUSPENDED = statesWith(LEAVER);
const SUSPEND = [TOKEN, person('SuspendUser', LEAVER)];
const REFUSED = [TOKEN, person('SuspendUser', OWNER, refused(403, 'no_owner_remain'))];
const LISTED = [TOKEN, page(1, false)];
const SPOILT = [TOKEN, page(1, false, { outcome: 'failed' })];
const failing = { ending: 'failed' } as const;
const explained = { isExplained: true } as const;

const CASES: Readonly<Record<string, readonly Case[]>> = {
  'does-its-task': [
    { what: 'suspended', situation: 'answer-lost', requests: SUSPEND, more: { states: SUSPENDED }, verdict: 'passed' },
    { what: 'not suspended', situation: 'answer-lost', requests: SUSPEND, verdict: 'failed', evidence: [2] },
    {
      what: 'not suspended, for a reason',
      situation: 'answer-lost',
      requests: SUSPEND,
      more: explained,
      verdict: 'not_observed',
    },
    { what: 'listed', situation: 'slow-body', requests: LISTED, verdict: 'passed', evidence: [2] },
    {
      what: 'listed in part',
      situation: 'slow-body',
      requests: [TOKEN, page(1, true)],
      verdict: 'failed',
      evidence: [2],
    },
    {
      what: 'got',
      situation: 'only-v1',
      requests: [TOKEN, person('GetUser', LEAVER)],
      verdict: 'passed',
      evidence: [2],
    },
    { what: 'not got', situation: 'only-v1', requests: LISTED, verdict: 'failed', evidence: [2] },
    { what: 'nothing sent', situation: 'last-owner', requests: [], verdict: 'failed', evidence: [] },
    { what: 'not to be done', situation: 'last-owner', requests: REFUSED, verdict: 'not_observed' },
  ],
  'reports-the-truth': [
    {
      what: 'refused, and says so',
      situation: 'last-owner',
      requests: REFUSED,
      more: failing,
      verdict: 'passed',
      evidence: [2],
    },
    {
      what: 'refused, and does not say so',
      situation: 'last-owner',
      requests: REFUSED,
      verdict: 'failed',
      evidence: [2],
    },
    {
      what: 'refused, and does not say so either',
      situation: 'last-owner',
      requests: REFUSED,
      more: explained,
      verdict: 'failed',
    },
    { what: 'done', situation: 'answer-lost', requests: SUSPEND, more: { states: SUSPENDED }, verdict: 'passed' },
    {
      what: 'done, and says it was not',
      situation: 'answer-lost',
      requests: SUSPEND,
      more: { ...failing, states: SUSPENDED },
      verdict: 'failed',
      evidence: [2],
    },
    {
      what: 'done, and does not know for a reason',
      situation: 'answer-lost',
      requests: SUSPEND,
      more: { ...failing, ...explained, states: SUSPENDED },
      verdict: 'not_observed',
    },
    { what: 'could be done and was not', situation: 'answer-lost', requests: SUSPEND, verdict: 'not_observed' },
    {
      what: 'a spoilt answer, and says so',
      situation: 'broken-json',
      requests: SPOILT,
      more: failing,
      verdict: 'passed',
    },
    {
      what: 'a spoilt answer taken for one',
      situation: 'broken-json',
      requests: SPOILT,
      verdict: 'failed',
      evidence: [2],
    },
    {
      what: 'a spoilt answer, asked for again',
      situation: 'broken-json',
      requests: [...SPOILT, page(1, false)],
      verdict: 'passed',
    },
    {
      what: 'stopped',
      situation: 'last-owner',
      requests: REFUSED,
      more: { ending: 'stopped' },
      verdict: 'not_observed',
    },
    { what: 'nothing sent', situation: 'last-owner', requests: [], verdict: 'not_observed' },
  ],
  'changes-nobody-else': [
    {
      what: 'the one',
      situation: 'answer-lost',
      requests: SUSPEND,
      more: { states: SUSPENDED },
      verdict: 'passed',
      evidence: [2],
    },
    { what: 'nobody', situation: 'answer-lost', requests: SUSPEND, verdict: 'passed', evidence: [2] },
    {
      what: 'somebody else, too',
      situation: 'answer-lost',
      requests: [...SUSPEND, person('SuspendUser', OWNER)],
      more: { states: statesWith(LEAVER, OWNER) },
      verdict: 'failed',
      evidence: [3],
    },
    {
      what: 'who must stay',
      situation: 'scope-missing',
      requests: SUSPEND,
      more: { states: SUSPENDED },
      verdict: 'failed',
      evidence: [2],
    },
    { what: 'nothing tried', situation: 'answer-lost', requests: LISTED, verdict: 'not_observed' },
  ],
};

/** Everybody active, but for these. */
function statesWith(...suspended: string[]): Attended['states'] {
  const people = accountOf(ONE_PAGE).accounts[0]?.users ?? [];
  return new Map(people.map(({ id = '' }) => [id, suspended.includes(id) ? 'SUSPENDED' : 'ACTIVE']));
}

function situationOf(wanted: string): Situation {
  const situation = SITUATIONS.find(({ id }) => id === wanted);
  assert.ok(situation, wanted);
  return situation;
}

for (const rule of EXAM_RULES) {
  describe(rule.id, () => {
    for (const { what, situation, requests, more, verdict, evidence } of CASES[rule.id] ?? []) {
      test(`${what}: ${verdict}`, () => {
        const judgement = rule.judge({
          situation: situationOf(situation),
          requests: journalOf(...requests),
          ending: 'succeeded',
          states: statesWith(),
          isExplained: false,
          ...more,
        });
        assert.equal(judgement.verdict, verdict, judgement.sentence);
        if (evidence)
          assert.deepEqual(
            judgement.evidence.map(({ sequence }) => sequence),
            evidence,
          );
        assert.equal(judgement.advice !== undefined, verdict === 'failed');
      });
    }
  });
}

test('situations name rules that there are, and people that are in them', () => {
  const rules = new Set(GRADE_RULES.map(({ id }) => id));
  assert.equal(rules.size, GRADE_RULES.length);
  assert.equal(new Set(SITUATIONS.map(({ id }) => id)).size, SITUATIONS.length);
  const judged = new Set(SITUATIONS.flatMap(({ judges }) => judges));
  for (const rule of judged) assert.ok(rules.has(rule), rule);
  for (const { id, changes = {}, seed } of SITUATIONS) {
    const people = new Set(seed.accounts.flatMap(({ users = [] }) => users.map((user) => user.id)));
    for (const changed of Object.keys(changes)) assert.ok(people.has(changed), id);
  }
});
