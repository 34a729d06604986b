import type { GradeSituation } from '@rollcall/contract/sandbox';
import type { Traces } from './attend.ts';
import type { Judgements } from './judge.ts';
import type { Situation } from './situation.ts';

/** What became of a situation. */
export interface Attendance {
  readonly situation: Situation;
  readonly traces: Traces;
  readonly judgements: Judgements;
  readonly result: GradeSituation;
}
