import type { Verdict } from '@rollcall/contract/sandbox';
import { GRADE_RULES } from '../grade-rules.ts';
import { type Judgement, notObserved } from '../rule.ts';
import { RULES } from '../rules/index.ts';
import type { Traces } from './attend.ts';
import { EXAM_RULES } from './rules/index.ts';
import type { Situation } from './situation.ts';

/** What an exam cannot judge: in it, the application has the scopes that the exam gave it. */
const BY_JOURNAL_ONLY: ReadonlySet<string> = new Set(['asks-for-few-scopes']);
const JOURNAL_RULES = RULES.filter(({ id }) => !BY_JOURNAL_ONLY.has(id));

/** Every rule of an exam, in the order of its report. */
export const RULES_OF_EXAM = GRADE_RULES.filter(({ id }) => !BY_JOURNAL_ONLY.has(id));

/** What every rule has to say about a situation, by id. Of one that was not run: those that it is about. */
export type Judgements = ReadonlyMap<string, Judgement>;

/** @param region where the client was to call */
export function judge(situation: Situation, traces: Traces, region: string): Judgements {
  const { judges, sought, apiVersion, elsewhere } = situation;
  const { requests, ending } = traces;
  if (ending === 'not_run') {
    const silence = notObserved(traces.message ?? 'The situation was not run.');
    return new Map(judges.map((id) => [id, silence]));
  }
  const facts = { sought, apiVersion, region: elsewhere ? region : undefined, stopped: ending === 'stopped' };
  const judgements = new Map(JOURNAL_RULES.map((rule) => [rule.id, rule.judge({ requests, facts })]));
  const isExplained = JOURNAL_RULES.some(({ id, explains }) => explains && judgements.get(id)?.verdict === 'failed');
  for (const rule of EXAM_RULES) judgements.set(rule.id, rule.judge({ situation, ...traces, isExplained }));
  return judgements;
}

/** Whether it is in the report for itself: the situation is about it, or it went wrong there. */
export function isWorthTelling({ judges }: Situation, ruleId: string, { verdict }: Judgement): boolean {
  return judges.includes(ruleId) || isBad(verdict);
}

export function isBad(verdict: Verdict): boolean {
  return verdict === 'failed' || verdict === 'warning';
}

/** From worst to best; what was not seen is better than nothing only. */
const WORST_FIRST: readonly Verdict[] = ['failed', 'warning', 'not_observed', 'passed'];

export function worstOf(verdicts: readonly Verdict[]): Verdict {
  return WORST_FIRST.find((verdict) => verdicts.includes(verdict)) ?? 'not_observed';
}
