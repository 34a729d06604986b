import { EXAM_RULES } from './exam/rules/index.ts';
import type { Rule } from './rule.ts';
import { RULES } from './rules/index.ts';

/** Every rule there is, with what it is good for: those that only an exam can judge first. */
export const GRADE_RULES: readonly Pick<Rule, 'id' | 'title' | 'why'>[] = [...EXAM_RULES, ...RULES];
