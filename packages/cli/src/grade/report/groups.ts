import type { GradeFinding, Verdict } from '@rollcall/contract/sandbox';

/** What was found of one rule with one verdict, wherever it was. */
export interface RuleGroup {
  readonly rule: string;
  readonly title: string;
  readonly verdict: Verdict;
  /** At least one, in the order of the report. */
  readonly findings: readonly GradeFinding[];
  /** What to change, each piece once. */
  readonly advice: readonly string[];
}

/** The findings by rule and verdict, in the order of the report: a rule that is broken in ten situations is told once. */
export function groupsOf(findings: readonly GradeFinding[]): readonly RuleGroup[] {
  return [...Map.groupBy(findings, ({ rule, verdict }) => `${verdict} ${rule}`).values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { rule, title, verdict } = first;
    return { rule, title, verdict, findings: group, advice: [...new Set(group.flatMap(({ advice }) => advice ?? []))] };
  });
}
