import type { GradeEvidence, JournalEntry, Verdict } from '@rollcall/contract/sandbox';
import type { GradeFacts } from './grade-facts.ts';

/** What a rule judges by. */
export interface Observation {
  /** In the order of arrival. */
  readonly requests: readonly JournalEntry[];
  readonly facts: GradeFacts;
}

/** What a rule has to say. */
export interface Judgement {
  readonly verdict: Verdict;
  /** What was seen. */
  readonly sentence: string;
  /** What to change in the client. */
  readonly advice?: string;
  readonly evidence: readonly GradeEvidence[];
}

/** A rule of good manners: pure, the same requests give the same judgement. */
export interface Rule {
  /** `follows-every-page`. */
  readonly id: string;
  /** In a few words, as what a good client does. */
  readonly title: string;
  /** Why it matters, in a sentence or two. */
  readonly why: string;
  /** Whether breaking it can be why a task is not done, so that nothing else has to be said about that. */
  readonly explains?: boolean;
  judge(observation: Observation): Judgement;
}

/** As many requests as a reader wants to see; the sentence says how many there are. */
const MOST_EVIDENCE = 12;

export function passed(sentence: string, evidence: readonly GradeEvidence[] = []): Judgement {
  return { verdict: 'passed', sentence, evidence: evidence.slice(0, MOST_EVIDENCE) };
}

export function failed(sentence: string, advice: string, evidence: readonly GradeEvidence[]): Judgement {
  return { verdict: 'failed', sentence, advice, evidence: evidence.slice(0, MOST_EVIDENCE) };
}

export function warning(sentence: string, advice: string, evidence: readonly GradeEvidence[]): Judgement {
  return { verdict: 'warning', sentence, advice, evidence: evidence.slice(0, MOST_EVIDENCE) };
}

/** Nothing the client did says anything about the rule. */
export function notObserved(sentence: string): Judgement {
  return { verdict: 'not_observed', sentence, evidence: [] };
}

/** Says what a request shows. What was asked and answered stands in the request itself. */
export function note({ sequence }: JournalEntry, text: string): GradeEvidence {
  return { sequence, note: text };
}

/** `1 request`, `3 requests`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
