import type { GradeFinding, GradeReport, JournalEntry } from '@rollcall/contract/sandbox';
import type { Graded } from './graded.ts';
import { type Markup, markup } from './markup.ts';
import { answerOf, ENDING_WORDS, requestLine } from './words.ts';

interface Suite {
  readonly name: string;
  readonly findings: readonly GradeFinding[];
  readonly output: string | undefined;
}

/**
 * The report as JUnit XML, for CI: a suite for each situation of an exam and one for what is about no single one, a test
 * case for each rule. What was not seen is skipped; a warning passes, and says so in its output.
 */
export function renderJUnit({ report, madeAt }: Graded): string {
  const requests = new Map(report.evidence.map((request) => [request.sequence, request]));
  const { passed, failed, warning, not_observed: skipped } = report.totals;
  const tests = passed + failed + warning + skipped;
  const time = seconds(report);
  const suites = suitesOf(report).map((suite, id) => renderSuite(suite, id, requests, report.begin_time ?? madeAt));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${markup`<testsuites name="rollcall grade" tests="${tests}" failures="${failed}" errors="0" time="${time}">
${suites}</testsuites>
`}`;
}

function suitesOf({ findings, situations = [] }: GradeReport): readonly Suite[] {
  const about = (id: string | undefined) => findings.filter(({ situation }) => situation === id);
  const suites = situations.map(({ id, title, ending, message }): Suite => {
    const output = `${title}. The client: ${ENDING_WORDS[ending]}${message === undefined ? '' : ` (${message})`}.`;
    return { name: `rollcall.grade.${id}`, findings: about(id), output };
  });
  const rest = { name: 'rollcall.grade', findings: about(undefined), output: undefined };
  return [...suites, rest].filter((suite) => suite.findings.length > 0);
}

function renderSuite(
  { name, findings, output }: Suite,
  id: number,
  requests: ReadonlyMap<number, JournalEntry>,
  begin: string | Date,
): Markup {
  const count = (wanted: GradeFinding['verdict']) => findings.filter(({ verdict }) => verdict === wanted).length;
  // The schema wants local time without a zone; UTC is as good as any.
  const timestamp = new Date(begin).toISOString().slice(0, 19);
  const cases = findings.map((finding) => renderCase(finding, name, requests));
  return markup`  <testsuite name="${name}" package="rollcall.grade" id="${id}" tests="${findings.length}" failures="${count('failed')}" errors="0" skipped="${count('not_observed')}" time="0" timestamp="${timestamp}" hostname="localhost">
    <properties/>
${cases}    <system-out>${output}</system-out>
    <system-err/>
  </testsuite>
`;
}

function renderCase(finding: GradeFinding, suite: string, requests: ReadonlyMap<number, JournalEntry>): Markup {
  const { rule, title, verdict, sentence } = finding;
  const inner = {
    failed: () => markup`<failure message="${sentence}" type="${rule}">${details(finding, requests)}</failure>`,
    not_observed: () => markup`<skipped message="${sentence}"/>`,
    warning: () => markup`<system-out>Warning: ${details(finding, requests)}</system-out>`,
    passed: () => undefined,
  }[verdict]();
  return markup`    <testcase name="${title}" classname="${suite}" time="0">${inner}</testcase>
`;
}

function details({ sentence, advice, evidence }: GradeFinding, requests: ReadonlyMap<number, JournalEntry>): string {
  const lines = evidence.map(({ sequence, note }) => {
    const request = requests.get(sequence);
    return `#${sequence} ${request ? `${requestLine(request)} -> ${answerOf(request)}: ` : ''}${note}`;
  });
  return [sentence, ...(advice === undefined ? [] : [advice]), ...lines].join('\n');
}

function seconds({ begin_time: begin, end_time: end }: GradeReport): string {
  return begin === undefined || end === undefined ? '0' : ((Date.parse(end) - Date.parse(begin)) / 1000).toFixed(3);
}
