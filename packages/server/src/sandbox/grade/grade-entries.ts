import type { GradeReport, JournalEntry } from '@rollcall/contract/sandbox';
import type { GradeFacts } from './grade-facts.ts';
import { findingOf, reportOf } from './report.ts';
import { RULES } from './rules/index.ts';

/**
 * Judges a client by its requests, rule by rule.
 *
 * @param entries the journal of one account, oldest first
 * @returns a finding for every rule; the worst first
 */
export function gradeEntries(entries: readonly JournalEntry[], facts: GradeFacts = {}): GradeReport {
  const observation = { requests: entries, facts };
  return reportOf(
    entries,
    RULES.map((rule) => findingOf(rule, rule.judge(observation))),
  );
}
