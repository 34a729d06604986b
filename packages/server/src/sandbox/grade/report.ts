import type { GradeFinding, GradeReport, JournalEntry, Verdict } from '@rollcall/contract/sandbox';
import type { Judgement, Rule } from './rule.ts';

export function findingOf(
  { id, title }: Pick<Rule, 'id' | 'title'>,
  { verdict, sentence, advice, evidence }: Judgement,
  situation?: string,
): GradeFinding {
  return {
    rule: id,
    title,
    verdict,
    sentence,
    ...(advice && { advice }),
    evidence: evidence.toSorted((a, b) => a.sequence - b.sequence),
    ...(situation && { situation }),
  };
}

/** The worst first, and what was not seen last. */
const ORDER: readonly Verdict[] = ['failed', 'warning', 'passed', 'not_observed'];

/** Puts findings together. @param requests all that were judged, in order */
export function reportOf(
  requests: readonly JournalEntry[],
  findings: readonly GradeFinding[],
  situations?: GradeReport['situations'],
): GradeReport {
  const totals = { passed: 0, failed: 0, warning: 0, not_observed: 0 };
  for (const { verdict } of findings) totals[verdict] += 1;
  const shown = new Set(findings.flatMap(({ evidence }) => evidence.map(({ sequence }) => sequence)));
  const [first] = requests;
  const last = requests.at(-1);
  return {
    verdict: totals.failed > 0 ? 'failed' : totals.not_observed > 0 ? 'incomplete' : 'passed',
    totals,
    ...(first && { begin_time: first.wall_time }),
    ...(last && { end_time: last.wall_time }),
    user_agents: [...new Set(requests.flatMap(({ user_agent }) => user_agent ?? []))],
    requests: requests.length,
    findings: findings.toSorted((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict)),
    ...(situations && { situations }),
    evidence: requests.filter(({ sequence }) => shown.has(sequence)),
  };
}
