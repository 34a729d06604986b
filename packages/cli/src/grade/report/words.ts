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
export function summaryOf(report: GradeReport): string {
  const { verdict, totals, requests, findings } = report;
  const rules = (wanted: Verdict) =>
    new Set(findings.filter((each) => each.verdict === wanted).map(({ rule }) => rule)).size;
  const all = new Set(findings.map(({ rule }) => rule)).size;
  const warnings = totals.warning > 0 ? `, with ${counted(totals.warning, 'warning', 'warnings')}` : '';
  const judged = `${counted(requests, 'request', 'requests')} judged.`;
  if (verdict === 'failed') {
    return `${rules('failed')} of ${counted(all, 'rule', 'rules')} broken${brokenSituations(report)}${warnings}; ${judged}`;
  }
  if (verdict === 'incomplete') {
    const unseen = `${rules('not_observed')} of ${counted(all, 'rule', 'rules')}`;
    return `Nothing is broken, but ${unseen} could not be judged in full${warnings}; ${judged}`;
  }
  return `${all === 1 ? 'The one rule was' : `All ${all} rules were`} kept${warnings}; ${judged}`;
}

function brokenSituations({ situations }: GradeReport): string {
  const run = situations?.filter(({ ending }) => ending !== 'not_run') ?? [];
  if (run.length === 0) return '';
  const broken = run.filter(({ verdict }) => verdict === 'failed');
  return `, in ${broken.length} of ${counted(run.length, 'situation', 'situations')}`;
}

/** `GET /v1/accounts/…/users?filter=…`: the account is the same all the time, and tokens only get in the way. */
export function requestLine({ method, path, query }: JournalEntry): string {
  const parameters = Object.entries(query).flatMap(([name, values]) =>
    values.map((value) => `${encode(name)}=${encode(value.length > 40 ? `${value.slice(0, 12)}…` : value)}`),
  );
  const short = path.replace(/^(\/v1(?:beta1)?\/accounts\/)[A-Z2-7]{26}(?=\/|$)/, '$1…');
  return `${method} ${short}${parameters.length === 0 ? '' : `?${parameters.join('&')}`}`;
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
