import type { GradeReport } from '@rollcall/contract/sandbox';

/** A report, and what it does not know of itself. */
export interface Graded {
  readonly report: GradeReport;
  /** Of Rollcall. */
  readonly version: string;
  readonly madeAt: Date;
}
