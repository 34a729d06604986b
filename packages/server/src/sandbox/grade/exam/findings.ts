import type { GradeFinding } from '@rollcall/contract/sandbox';
import { findingOf } from '../report.ts';
import { counted, type Judgement } from '../rule.ts';
import { isBad, type Judgements, RULES_OF_EXAM } from './judge.ts';
import type { Situation } from './situation.ts';

/** A situation and what was found in it. */
export interface Judged {
  readonly situation: Situation;
  readonly judgements: Judgements;
}

interface Seen {
  readonly situation: Situation;
  readonly judgement: Judgement;
}

/**
 * The findings of an exam. A situation has one for each rule that it is about. What shows in passing is put together: a
 * rule that was broken is told once with all the evidence, one that was kept is told where no situation is about it.
 */
export function findingsOf(all: readonly Judged[]): GradeFinding[] {
  return RULES_OF_EXAM.flatMap((rule) => {
    const seen = all.flatMap(({ situation, judgements }): Seen[] => {
      const judgement = judgements.get(rule.id);
      return judgement ? [{ situation, judgement }] : [];
    });
    const own = seen.filter(({ situation }) => situation.judges.includes(rule.id));
    const inPassing = seen.filter(({ situation }) => !situation.judges.includes(rule.id));
    const findings = own.map(({ situation, judgement }) => findingOf(rule, judgement, situation.id));
    const bad = inPassing.filter(({ judgement }) => isBad(judgement.verdict));
    if (bad.length > 0) findings.push(together(rule, bad));
    else if (own.length === 0) findings.push(together(rule, inPassing));
    return findings;
  });
}

function together(rule: (typeof RULES_OF_EXAM)[number], seen: readonly Seen[]): GradeFinding {
  const best = ['failed', 'warning', 'passed', 'not_observed'].flatMap((verdict) =>
    seen.filter(({ judgement }) => judgement.verdict === verdict),
  );
  const [first] = best;
  if (first === undefined) {
    return findingOf(rule, { verdict: 'not_observed', sentence: 'No situation was run.', evidence: [] });
  }
  const { judgement, situation } = first;
  const alike = best.filter((each) => each.judgement.verdict === judgement.verdict);
  if (!isBad(judgement.verdict)) return findingOf(rule, judgement);
  if (alike.length === 1) return findingOf(rule, judgement, situation.id);
  const evidence = alike.flatMap((each) => each.judgement.evidence.slice(0, EVIDENCE_EACH));
  const sentence = `In ${counted(alike.length, 'situation')}, such as ${situation.id}: ${judgement.sentence}`;
  return findingOf(rule, { ...judgement, sentence, evidence: evidence.slice(0, MOST_EVIDENCE) });
}

/** Of each situation, and in all: the sentence says how many there are. */
const EVIDENCE_EACH = 2;
const MOST_EVIDENCE = 6;
