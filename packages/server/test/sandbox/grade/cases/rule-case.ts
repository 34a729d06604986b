import type { Verdict } from '@rollcall/contract/sandbox';
import type { GradeFacts } from '../../../../src/sandbox/grade/index.ts';
import type { Wanted } from '../entries.ts';

/** A journal, what a rule must say of it, and the requests it must point at. */
export interface RuleCase {
  readonly what: string;
  readonly requests: readonly Wanted[];
  readonly facts?: GradeFacts;
  readonly verdict: Verdict;
  readonly evidence?: readonly number[];
  /** What the sentence or a note says. */
  readonly says?: RegExp;
}

/** By the id of the rule. */
export type RuleCases = Readonly<Record<string, readonly RuleCase[]>>;
