import type { Ending, GradeReport, JournalEntry, Verdict } from '@rollcall/contract/sandbox';
import { counted } from '../../output/print.ts';

/** How verdicts are shown, everywhere alike. The sign says it too where there is no colour. */
export const VERDICT_WORDS: Readonly<Record<Verdict, { readonly sign: string; readonly word: string }>> = {
  failed: { sign: '✗', word: 'broken' },
  warning: { sign: '!', word: 'warning' },
  passed: { sign: '✓', word: 'kept' },
  not_observed: { sign: '–', word: 'not seen' },
};

/** How a client ended in a situation. */
export const ENDING_WORDS: Readonly<Record<Ending, string>> = {
  succeeded: 'reported success',
  failed: 'reported a failure',
  stopped: 'was stopped by the deadline',
  not_run: 'not run',
};

/** The report as a whole, in a word. */
export const GRADE_WORDS: Readonly<Record<GradeReport['verdict'], string>> = {
  passed: 'Passed',
  failed: 'Failed',
  incomplete: 'Incomplete',
};

/** What the verdict means, in a sentence. */
export function summaryOf({ verdict, totals, requests }: GradeReport): string {
  const judged = `${counted(requests, 'request', 'requests')} judged`;
  const warnings = totals.warning > 0 ? `, ${counted(totals.warning, 'warning', 'warnings')}` : '';
  if (verdict === 'failed') {
    return `${counted(totals.failed, 'thing has', 'things have')} to be changed in the client${warnings}; ${judged}.`;
  }
  if (verdict === 'incomplete') {
    const unseen = counted(totals.not_observed, 'rule', 'rules');
    return `Nothing is broken, but ${unseen} could not be judged: the client did nothing that tells${warnings}; ${judged}.`;
  }
  return `Every rule was kept${warnings}; ${judged}.`;
}

/** `GET /v1/accounts/…/users?filter=…`: ids of accounts and people only get in the way of reading. */
export function requestLine({ method, path, query }: JournalEntry): string {
  const parameters = Object.entries(query).flatMap(([name, values]) =>
    values.map((value) => `${encode(name)}=${encode(value.length > 40 ? `${value.slice(0, 12)}…` : value)}`),
  );
  return `${method} ${path}${parameters.length === 0 ? '' : `?${parameters.join('&')}`}`;
}

/** As a person would type it: encoded where the meaning would change, and not more. */
function encode(text: string): string {
  return text.replace(/[\s&=#%+]/g, (character) => encodeURIComponent(character));
}

/** `429 rate_limit_exceeded`, `no answer`. */
export function answerOf({ status, reason, outcome, fault }: JournalEntry): string {
  const answered = status === undefined || outcome === 'no_answer' ? 'no answer' : String(status);
  return [answered, reason, fault && `(fault: ${fault.kind})`].filter((part) => part !== undefined).join(' ');
}
