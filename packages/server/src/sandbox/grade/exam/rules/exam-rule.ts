import type { Judgement, Rule } from '../../rule.ts';
import type { Attended } from '../attended.ts';

/** A rule that only an exam can judge: it knows what the client was asked to do, and how it ended. */
export interface ExamRule extends Pick<Rule, 'id' | 'title' | 'why'> {
  judge(attended: Attended): Judgement;
}
