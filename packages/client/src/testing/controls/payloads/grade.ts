import type { JournalEntry } from './journal.ts';
import type { Moment } from './words.ts';

/** What the requests say about one rule. */
export interface GradeFinding {
  rule: string;
  title: string;
  verdict: 'passed' | 'failed' | 'warning' | 'not_observed';
  sentence: string;
  advice?: string;
  evidence: { sequence: number; note: string }[];
  situation?: string;
}

/** What the requests say about a client. */
export interface GradeReport {
  verdict: 'passed' | 'failed' | 'incomplete';
  totals: { passed: number; failed: number; warning: number; not_observed: number };
  begin_time?: Moment;
  end_time?: Moment;
  user_agents: string[];
  requests: number;
  findings: GradeFinding[];
  evidence: JournalEntry[];
}
