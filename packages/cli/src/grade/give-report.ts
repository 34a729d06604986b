import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { GradeReport } from '@rollcall/contract/sandbox';
import { writeWhole } from '../directory/write-whole.ts';
import { Failure } from '../failure.ts';
import { printJson } from '../output/print.ts';
import { ownVersion } from '../own-version.ts';

/** The rule is broken, or could not be judged though it was asked for. */
export const EXIT_BROKEN = 3;
export const EXIT_INCOMPLETE = 4;

/** Where the report goes. */
export interface ReportPlaces {
  readonly output: 'table' | 'json';
  readonly html: string | undefined;
  readonly junit: string | undefined;
  readonly json: string | undefined;
}

/** Refuses, before an exam that takes its time, a place that the report could not be written to. */
export async function requireFolders({ html, junit, json }: ReportPlaces): Promise<void> {
  for (const file of [html, junit, json]) {
    if (file === undefined) continue;
    const folder = await stat(dirname(file)).catch(() => undefined);
    if (!folder?.isDirectory())
      throw new Failure(`There is no folder ${dirname(file)}. Make it, or name another place.`);
  }
}

/** Prints the report and writes its files. @returns the exit code that it means */
export async function giveReport(
  report: GradeReport,
  { output, html, junit, json }: ReportPlaces,
  requireComplete: boolean,
): Promise<number> {
  const graded = { report, version: ownVersion(), madeAt: new Date() };
  if (html !== undefined) await write(html, (await import('./report/html/render-html.ts')).renderHtml(graded));
  if (junit !== undefined) await write(junit, (await import('./report/junit.ts')).renderJUnit(graded));
  if (json !== undefined) await write(json, `${JSON.stringify(report, undefined, 2)}\n`);
  if (output === 'json') printJson(report);
  else await (await import('./report/print-report.ts')).printReport(report);
  if (report.verdict === 'failed') return EXIT_BROKEN;
  return report.verdict === 'incomplete' && requireComplete ? EXIT_INCOMPLETE : 0;
}

async function write(file: string, text: string): Promise<void> {
  await writeWhole(file, async (output) => void output.write(text));
}
