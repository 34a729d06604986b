import type { GradeFinding, GradeReport, JournalEntry } from '@rollcall/contract/sandbox';
import { counted } from '../../../output/print.ts';
import { printableText } from '../../../output/printable-text.ts';
import { type Markup, markup } from '../markup.ts';
import { VERDICT_WORDS } from '../words.ts';
import { evidenceList } from './evidence.ts';

type Requests = ReadonlyMap<number, JournalEntry>;

/** What has to be changed, in full: the broken rules, then the warnings. */
export function whatToChange(report: GradeReport): Markup | false {
  const { titles, requests, having } = readingOf(report);
  const bad = [...having('failed'), ...having('warning')].map((finding) => badFinding(finding, titles, requests));
  return (
    bad.length > 0 && markup`<section aria-labelledby="change"><h2 id="change">What to change</h2>${bad}</section>`
  );
}

/** The rest, a line each. */
export function whatElse(report: GradeReport): Markup {
  const { titles, requests, having } = readingOf(report);
  const kept = having('passed').map((finding) => keptFinding(finding, titles, requests));
  const unseen = having('not_observed').map((finding) => unseenFinding(finding, titles));
  return markup`${kept.length > 0 && markup`<section aria-labelledby="kept"><h2 id="kept">What was kept</h2><div class="sheet rows">${kept}</div></section>`}
${unseen.length > 0 && markup`<section aria-labelledby="unseen"><h2 id="unseen">What was not seen</h2><p class="lead">Nothing that the client did says anything about these.</p><div class="sheet rows">${unseen}</div></section>`}`;
}

function readingOf({ evidence, situations, findings }: GradeReport) {
  const requests: Requests = new Map(evidence.map((request) => [request.sequence, request]));
  const titles: ReadonlyMap<string, string> = new Map(situations?.map(({ id, title }) => [id, title]));
  const having = (wanted: GradeFinding['verdict']) => findings.filter(({ verdict }) => verdict === wanted);
  return { requests, titles, having };
}

function badFinding(finding: GradeFinding, titles: ReadonlyMap<string, string>, requests: Requests): Markup {
  const { rule, title, verdict, sentence, advice, evidence } = finding;
  return markup`
<article class="sheet finding is-${verdict}">
<header><h3>${title}</h3>${badge(verdict)}</header>
${where(finding, titles)}
<p>${printableText(sentence)}</p>
${advice !== undefined && markup`<div class="advice"><b>What to do</b><p>${printableText(advice)}</p></div>`}
${
  evidence.length > 0 &&
  markup`<details${verdict === 'failed' && markup` open`}><summary>Shown by ${counted(evidence.length, 'request', 'requests')}</summary>${evidenceList(evidence, requests, true)}</details>`
}
<p class="where">Rule <code>${rule}</code></p>
</article>`;
}

function keptFinding(finding: GradeFinding, titles: ReadonlyMap<string, string>, requests: Requests): Markup {
  const head = markup`<span class="sign is-passed" aria-hidden="true">${VERDICT_WORDS.passed.sign}</span> ${finding.title}`;
  const shown = finding.evidence.length > 0 && evidenceList(finding.evidence, requests, false);
  return markup`<details><summary>${head}${situationName(finding, titles, ' · ')}</summary><p class="why">${printableText(finding.sentence)}</p>${shown}</details>`;
}

function unseenFinding(finding: GradeFinding, titles: ReadonlyMap<string, string>): Markup {
  const sign = markup`<span class="sign is-not_observed" aria-hidden="true">${VERDICT_WORDS.not_observed.sign}</span>`;
  return markup`<div>${sign} ${finding.title}${situationName(finding, titles, ' · ')}<p class="why">${printableText(finding.sentence)}</p></div>`;
}

function where(finding: GradeFinding, titles: ReadonlyMap<string, string>): Markup | false {
  return finding.situation !== undefined && markup`<p class="where">In: ${situationName(finding, titles, '')}</p>`;
}

function situationName(
  { situation }: GradeFinding,
  titles: ReadonlyMap<string, string>,
  before: string,
): Markup | undefined {
  if (situation === undefined) return undefined;
  return markup`<span class="why">${before}${titles.get(situation) ?? situation}</span>`;
}

/** A verdict as a word and a sign: colour says nothing that they do not. */
export function badge(verdict: GradeFinding['verdict']): Markup {
  const { sign, word } = VERDICT_WORDS[verdict];
  return markup`<span class="badge is-${verdict}"><span aria-hidden="true">${sign}</span> ${word}</span>`;
}
