import type { GradeFinding, GradeReport, JournalEntry, Verdict } from '@rollcall/contract/sandbox';
import { counted } from '../../../output/print.ts';
import { printableText } from '../../../output/printable-text.ts';
import { groupsOf, type RuleGroup } from '../groups.ts';
import { type Markup, markup } from '../markup.ts';
import { VERDICT_WORDS } from '../words.ts';
import { evidenceList } from './evidence.ts';

/** What is needed to tell of a finding. */
interface Reading {
  readonly requests: ReadonlyMap<number, JournalEntry>;
  /** Of situations, by id. */
  readonly titles: ReadonlyMap<string, string>;
  groups(verdict: Verdict): readonly RuleGroup[];
}

/** What has to be changed, in full: the broken rules, then the warnings. */
export function whatToChange(report: GradeReport): Markup | false {
  const reading = readingOf(report);
  const bad = [...reading.groups('failed'), ...reading.groups('warning')].map((group) => badGroup(group, reading));
  return (
    bad.length > 0 && markup`<section aria-labelledby="change"><h2 id="change">What to change</h2>${bad}</section>`
  );
}

/** The rest, a line each. */
export function whatElse(report: GradeReport): Markup {
  const reading = readingOf(report);
  const kept = reading.groups('passed').map((group) => quietGroup(group, reading));
  const unseen = reading.groups('not_observed').map((group) => quietGroup(group, reading));
  return markup`${kept.length > 0 && markup`<section aria-labelledby="kept"><h2 id="kept">What was kept</h2><div class="sheet rows">${kept}</div></section>`}
${unseen.length > 0 && markup`<section aria-labelledby="unseen"><h2 id="unseen">What was not seen</h2><p class="lead">Nothing that the client did says anything about these.</p><div class="sheet rows">${unseen}</div></section>`}`;
}

function readingOf({ evidence, situations, findings }: GradeReport): Reading {
  const groups = groupsOf(findings);
  return {
    requests: new Map(evidence.map((request) => [request.sequence, request])),
    titles: new Map(situations?.map(({ id, title }) => [id, title])),
    groups: (wanted) => groups.filter(({ verdict }) => verdict === wanted),
  };
}

function badGroup({ rule, title, verdict, findings, advice }: RuleGroup, reading: Reading): Markup {
  const steps = advice.map((each) => markup`<p>${printableText(each)}</p>`);
  return markup`
<article class="sheet finding is-${verdict}">
<header><h3>${title}</h3>${badge(verdict)}<code>${rule}</code></header>
${steps.length > 0 && markup`<div class="advice"><b>What to do</b>${steps}</div>`}
${findings.map((finding) => badFinding(finding, reading))}
</article>`;
}

function badFinding({ verdict, situation, sentence, evidence }: GradeFinding, { titles, requests }: Reading): Markup {
  const where = situation !== undefined && markup`<b>${titles.get(situation) ?? situation}</b>`;
  const isOpen = verdict === 'failed' && evidence.length <= 2;
  return markup`<div class="case">${where}<p>${printableText(sentence)}</p>${
    evidence.length > 0 &&
    markup`<details${isOpen && markup` open`}><summary>Shown by ${counted(evidence.length, 'request', 'requests')}</summary>${evidenceList(evidence, requests, true)}</details>`
  }</div>`;
}

function quietGroup({ title, verdict, findings }: RuleGroup, { titles, requests }: Reading): Markup {
  const sign = markup`<span class="sign is-${verdict}" aria-hidden="true">${VERDICT_WORDS[verdict].sign}</span>`;
  const count = findings.length > 1 && markup`<span class="why"> in ${findings.length} situations</span>`;
  const cases = findings.map(({ situation, sentence, evidence }) => {
    const where = situation !== undefined && `${titles.get(situation) ?? situation}: `;
    const shown = evidence.length > 0 && evidenceList(evidence, requests, false);
    return markup`<div class="case"><p class="why">${where}${printableText(sentence)}</p>${shown}</div>`;
  });
  return markup`<details><summary>${sign} ${title}${count}</summary>${cases}</details>`;
}

/** A verdict as a word and a sign: colour says nothing that they do not. */
export function badge(verdict: Verdict): Markup {
  const { sign, word } = VERDICT_WORDS[verdict];
  return markup`<span class="badge is-${verdict}"><span aria-hidden="true">${sign}</span> ${word}</span>`;
}
