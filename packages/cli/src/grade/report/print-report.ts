import { styleText } from 'node:util';
import type { GradeFinding, GradeReport, JournalEntry, Verdict } from '@rollcall/contract/sandbox';
import { hang } from '../../output/hang.ts';
import { counted } from '../../output/print.ts';
import { printableText } from '../../output/printable-text.ts';
import { writeOut } from '../../output/write-out.ts';
import { groupsOf, type RuleGroup } from './groups.ts';
import { answerOf, GRADE_WORDS, requestLine, summaryOf, VERDICT_WORDS } from './words.ts';

type Colour = 'green' | 'yellow' | 'red' | 'dim';

const COLOURS: Readonly<Record<Verdict, Colour>> = {
  failed: 'red',
  warning: 'yellow',
  passed: 'green',
  not_observed: 'dim',
};
const GRADE_COLOURS: Readonly<Record<GradeReport['verdict'], Colour>> = {
  passed: 'green',
  failed: 'red',
  incomplete: 'yellow',
};
/** What stands before a rule: sign and word. */
const HEAD_WIDTH = 2 + Math.max(...Object.values(VERDICT_WORDS).map(({ word }) => word.length));
const INDENT = HEAD_WIDTH + 2;
/** Requests shown for one finding: the files have them all. */
const MOST_EVIDENCE = 3;

/** Prints the report for people: what has to be changed first, with its evidence. */
export async function printReport(report: GradeReport): Promise<void> {
  const { stdout } = process;
  await writeOut(renderReport(report, stdout.isTTY === true && stdout.columns > 0 ? stdout.columns : undefined));
}

/** @param columns cells of a line; undefined breaks no lines */
export function renderReport(report: GradeReport, columns: number | undefined): string {
  const requests = new Map(report.evidence.map((request) => [request.sequence, request]));
  const groups = groupsOf(report.findings).map((group) => renderGroup(group, requests, columns));
  const grade = `${GRADE_WORDS[report.verdict]}.`;
  const summary = hang(summaryOf(report), grade.length + 1, columns);
  const { passed, failed, warning, not_observed: unseen } = report.totals;
  const totals = `Findings: ${failed} broken, ${counted(warning, 'warning', 'warnings')}, ${passed} kept, ${unseen} not seen.`;
  return `${groups.join('')}\n${paint(GRADE_COLOURS[report.verdict], grade, true)} ${summary}\n${totals}\n`;
}

function renderGroup(
  { verdict, title, findings, advice }: RuleGroup,
  requests: ReadonlyMap<number, JournalEntry>,
  columns: number | undefined,
): string {
  const { sign, word } = VERDICT_WORDS[verdict];
  const head = paint(COLOURS[verdict], `${sign} ${word}`.padEnd(HEAD_WIDTH));
  const lines = [`${head}  ${broken(title + where(findings), INDENT, columns)}`];
  // What is well needs no proof here: the other forms of the report have it.
  if (verdict === 'not_observed') {
    for (const sentence of new Set(findings.map((each) => each.sentence))) lines.push(indented('', sentence, columns));
  }
  if (verdict === 'failed' || verdict === 'warning') {
    for (const finding of findings) lines.push(...findingLines(finding, findings.length > 1, requests, columns));
    for (const each of advice) lines.push(indented('→ ', each, columns));
  }
  return `${lines.join('\n')}\n`;
}

function where(findings: readonly GradeFinding[]): string {
  const [{ situation } = { situation: undefined }, ...more] = findings;
  if (more.length > 0) return ` (in ${findings.length} situations)`;
  return situation === undefined ? '' : ` (${situation})`;
}

function findingLines(
  { situation, sentence, evidence }: GradeFinding,
  isOneOfMany: boolean,
  requests: ReadonlyMap<number, JournalEntry>,
  columns: number | undefined,
): string[] {
  const name = isOneOfMany && situation !== undefined ? `${situation}: ` : '';
  const lines = [indented('', `${name}${sentence}`, columns)];
  for (const { sequence, note } of evidence.slice(0, MOST_EVIDENCE)) {
    const request = requests.get(sequence);
    const what = request ? `${requestLine(request)} → ${answerOf(request)}: ` : '';
    lines.push(indented(`#${sequence} `, `${what}${note}`, columns));
  }
  const more = evidence.length - MOST_EVIDENCE;
  if (more > 0) lines.push(indented('', `and ${counted(more, 'request', 'requests')} more`, columns));
  return lines;
}

function indented(mark: string, text: string, columns: number | undefined): string {
  return `${' '.repeat(INDENT)}${mark}${broken(text, INDENT + mark.length, columns)}`;
}

/** What a client sent may hold anything. */
function broken(text: string, indent: number, columns: number | undefined): string {
  return hang(printableText(text), indent, columns);
}

function paint(colour: Colour, text: string, bold = false): string {
  return styleText(bold ? ['bold', colour] : [colour], text, { stream: process.stdout });
}
