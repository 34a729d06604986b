import type { OutputColumn, OutputShape } from '../output/records.ts';

/** What became of a person, in the order of the summary. */
export const OUTCOMES = [
  'suspended',
  'reactivated',
  'would_suspend',
  'would_reactivate',
  'already_suspended',
  'already_active',
  'refused',
  'not_found',
  'ambiguous',
  'failed',
] as const;
export type OutcomeWord = (typeof OUTCOMES)[number];

/** What became of one person: a line of the output, and of the journal. */
export interface Outcome {
  readonly outcome: OutcomeWord;
  /** Absent where an address belongs to nobody, or to several. */
  readonly id?: string | undefined;
  /** As far as it is known. */
  readonly email?: string | undefined;
  /** As the person was named. */
  readonly user: string;
  /** What the server calls its refusal: `no_owner_remain`. */
  readonly reason?: string | undefined;
  /** Why, and what to do about it, for people. */
  readonly message?: string | undefined;
  /** To quote when asking the operator of the server. */
  readonly request_id?: string | undefined;
}

const REFUSED: ReadonlySet<OutcomeWord> = new Set(['refused', 'not_found', 'ambiguous']);

/** Whether it stays as it is: trying again would change nothing. */
export function isFinal({ outcome }: Pick<Outcome, 'outcome'>): boolean {
  return outcome !== 'failed';
}

export function isRefused({ outcome }: Pick<Outcome, 'outcome'>): boolean {
  return REFUSED.has(outcome);
}

/** `already suspended`, for people. */
export function outcomeText(word: OutcomeWord): string {
  return word.replaceAll('_', ' ');
}

const COLUMNS: readonly OutputColumn<Outcome>[] = [
  {
    key: 'outcome',
    title: 'Outcome',
    text: ({ outcome }) => outcomeText(outcome),
    least: 'already suspended'.length,
    colour: (outcome) => (isRefused(outcome) || !isFinal(outcome) ? 'red' : undefined),
  },
  { key: 'id', title: 'Id', text: ({ id = '' }) => id, least: 26 },
  { key: 'user', title: 'User', text: ({ email, user }) => email ?? user, least: 30 },
  { key: 'reason', title: 'Reason', text: ({ reason = '' }) => reason },
];

const CSV_FIELDS = ['outcome', 'id', 'email', 'user', 'reason', 'message', 'request_id'] as const;

/** How outcomes are printed. JSON leaves out what is not known. */
export function outcomeShape(format: 'table' | 'json' | 'ndjson' | 'csv'): OutputShape<Outcome> {
  const csv = CSV_FIELDS.map((key) => ({ key, title: key, text: (outcome: Outcome) => outcome[key] ?? '' }));
  return { columns: format === 'csv' ? csv : COLUMNS, document: (outcome) => outcome };
}
