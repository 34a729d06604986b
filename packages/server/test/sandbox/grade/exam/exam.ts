import assert from 'node:assert/strict';
import { after } from 'node:test';
import type { GradeReport } from '@rollcall/contract/sandbox';
import {
  type ExamCredentials,
  type ExamOptions,
  runExam,
  type Situation,
} from '../../../../src/sandbox/grade/index.ts';
import { type Sandbox, startSandbox } from '../../../../src/sandbox/index.ts';

/** What a client under test does in a situation. */
export type Client = (situation: Situation, credentials: ExamCredentials, signal: AbortSignal) => Promise<void>;

let started: Promise<Sandbox> | undefined;
after(async () => (await started)?.close());

/** The sandbox of this test file, with two regions. */
export function sandbox(): Promise<Sandbox> {
  started ??= startSandbox({ regions: [{ name: 'com' }, { name: 'eu' }] });
  return started;
}

/** An exam in it; situations side by side, because clients wait. */
export async function examine(run: Client, options: Partial<ExamOptions> = {}): Promise<GradeReport> {
  const report = await runExam({ sandbox: await sandbox(), run, concurrency: 30, ...options });
  assertSound(report);
  return report;
}

/** What holds for every report. */
function assertSound({ evidence, findings, requests, situations = [], totals }: GradeReport): void {
  const numbers = evidence.map(({ sequence }) => sequence);
  assert.deepEqual(
    numbers,
    [...new Set(numbers)].sort((a, b) => a - b),
  );
  for (const { evidence } of findings) for (const { sequence } of evidence) assert.ok(numbers.includes(sequence));
  assert.equal(
    Object.values(totals).reduce((sum, count) => sum + count, 0),
    findings.length,
  );
  assert.equal(
    situations.reduce((sum, each) => sum + each.requests, 0),
    requests,
  );
}

/** The rules that are broken, and those that are nearly. */
export function brokenRules({ findings }: GradeReport): string[] {
  const bad = findings.filter(({ verdict }) => verdict === 'failed' || verdict === 'warning');
  return [...new Set(bad.map(({ rule }) => rule))].sort();
}

/** A report in a few words, for whoever has to find out why a test fails. */
export function digest({ findings }: GradeReport): string {
  return findings
    .filter(({ verdict }) => verdict !== 'passed')
    .map(({ verdict, rule, situation = '', sentence }) => `${verdict} ${rule} ${situation}: ${sentence}`)
    .join('\n');
}
