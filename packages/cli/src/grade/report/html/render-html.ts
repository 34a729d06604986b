import { createHash } from 'node:crypto';
import type { GradeReport, GradeSituation, Verdict } from '@rollcall/contract/sandbox';
import { counted } from '../../../output/print.ts';
import { printableText } from '../../../output/printable-text.ts';
import type { Graded } from '../graded.ts';
import { type Markup, markup, raw } from '../markup.ts';
import { ENDING_WORDS, GRADE_WORDS, summaryOf, VERDICT_WORDS } from '../words.ts';
import { sent } from './evidence.ts';
import { badge, whatElse, whatToChange } from './findings.ts';
import { limits } from './limits.ts';
import { STYLE } from './style.ts';

/** Nothing is loaded and nothing runs, also where somebody managed to put something in. */
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'`;

/** The report as one page for people: complete in itself, without scripts, to be sent to whoever writes the client. */
export function renderHtml({ report, version, madeAt }: Graded): string {
  const client = clientName(report);
  const grade = GRADE_WORDS[report.verdict];
  return `<!doctype html>\n${markup`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${grade}: ${client}, graded by Rollcall</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<main>
<p class="eyebrow">How a client uses the Users API</p>
<h1><bdi>${client}</bdi></h1>
${verdict(report)}
${facts(report, version, madeAt)}
${whatToChange(report)}
${situations(report)}
${whatElse(report)}
${limits()}
</main>
<footer><p>Made by Rollcall ${version}, an independent implementation of the Users API for Partners.</p></footer>
</body>
</html>
`}`;
}

/** The product that the first User-Agent names. */
function clientName({ user_agents: agents }: GradeReport): string {
  const [name] = printableText(agents[0] ?? '').split(' ');
  if (!name) return 'A client without a name';
  return name.length > 80 ? `${name.slice(0, 80)}…` : name;
}

function verdict(report: GradeReport): Markup {
  const words = (['failed', 'warning', 'passed', 'not_observed'] as const).map(
    (each) => [each, report.totals[each]] as const,
  );
  const bar = words.map(([each, count]) => count > 0 && markup`<span class="${each} w${share(count, report)}"></span>`);
  const totals = words.map(
    ([each, count]) =>
      markup`<li class="is-${each}"><span class="sign" aria-hidden="true">${VERDICT_WORDS[each].sign}</span> <b>${count}</b> ${VERDICT_WORDS[each].word}</li>`,
  );
  return markup`<section class="sheet verdict is-${report.verdict}" aria-label="Verdict">
<strong>${GRADE_WORDS[report.verdict]}</strong>
<p>${summaryOf(report)}</p>
<div class="bar" aria-hidden="true">${bar}</div>
<ul class="totals">${totals}</ul>
</section>`;
}

/** In steps of a twentieth: the policy allows no style but the sheet's. */
function share(count: number, { findings }: GradeReport): number {
  return Math.max(1, Math.round((20 * count) / findings.length));
}

function facts(
  { user_agents: agents, requests, situations: all, begin_time: begin }: GradeReport,
  version: string,
  madeAt: Date,
): Markup {
  const run = all?.filter(({ ending }) => ending !== 'not_run').length ?? 0;
  const asked =
    all === undefined
      ? 'A run of the client, watched in a sandbox'
      : `An exam: ${run} of ${counted(all.length, 'situation', 'situations')}, each in an account of its own`;
  const names =
    agents.length === 0
      ? 'none was sent'
      : markup`<ul>${agents.slice(0, 10).map((agent) => markup`<li>${sent(agent)}</li>`)}</ul>`;
  const rows: (readonly [string, Markup | string])[] = [
    ['Date', moment(begin === undefined ? madeAt : new Date(begin))],
    ['User-Agent', names],
    ['What was asked', asked],
    ['Requests', requests.toLocaleString('en')],
    ['Graded by', `Rollcall ${version}`],
  ];
  return markup`<dl class="facts sheet">${rows.map(([name, value]) => markup`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}

const DATE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });

function moment(date: Date): Markup {
  return markup`<time datetime="${date.toISOString()}">${DATE.format(date)} UTC</time>`;
}

function situations({ situations: all }: GradeReport): Markup | false {
  if (all === undefined) return false;
  const order: readonly Verdict[] = ['failed', 'warning', 'not_observed', 'passed'];
  const rows = all.toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict)).map(situationRow);
  return markup`<section aria-labelledby="situations"><h2 id="situations">Situations</h2>
<div class="sheet scroll"><table>
<caption>What the client was put through, and how it ended.</caption>
<thead><tr><th scope="col">Verdict</th><th scope="col">Situation</th><th scope="col" class="count">Requests</th></tr></thead>
<tbody>${rows}</tbody></table></div></section>`;
}

function situationRow({ title, ending, verdict: worst, message, requests }: GradeSituation): Markup {
  const said =
    message === undefined ? '' : `: ${printableText(message.length > 300 ? `${message.slice(0, 300)}…` : message)}`;
  const ended = ending === 'not_run' ? `Not run${said}` : `The client ${ENDING_WORDS[ending]}${said}`;
  return markup`<tr><td>${badge(worst)}</td><th scope="row">${title}<span>${ended}</span></th><td class="count">${requests}</td></tr>`;
}
