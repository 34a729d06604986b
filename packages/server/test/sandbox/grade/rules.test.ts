import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { gradeEntries } from '../../../src/sandbox/grade/index.ts';
import { RULES } from '../../../src/sandbox/grade/rules/index.ts';
import { CREDENTIALS_CASES } from './cases/credentials.ts';
import { FAILURES_CASES } from './cases/failures.ts';
import { LISTS_CASES } from './cases/lists.ts';
import type { RuleCases } from './cases/rule-case.ts';
import { TOKENS_CASES } from './cases/tokens.ts';
import { journalOf, page, TOKEN } from './entries.ts';

const CASES: RuleCases = { ...CREDENTIALS_CASES, ...TOKENS_CASES, ...LISTS_CASES, ...FAILURES_CASES };

for (const rule of RULES) {
  const cases = CASES[rule.id] ?? [];
  describe(rule.id, () => {
    for (const { what, requests, facts, verdict, evidence, says = /./ } of cases) {
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
        const told = [finding?.sentence, ...(finding?.evidence ?? []).map(({ note }) => note)];
        assert.ok(
          told.some((text = '') => says.test(text)),
          told.join('\n'),
        );
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
