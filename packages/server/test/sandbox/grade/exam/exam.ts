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

let sandbox: Promise<Sandbox> | undefined;

/** An exam in the sandbox of this test file, with two regions; situations side by side, because clients wait. */
export async function examine(run: Client, options: Partial<ExamOptions> = {}): Promise<GradeReport> {
  if (sandbox === undefined) {
    sandbox = startSandbox({ regions: [{ name: 'com' }, { name: 'eu' }] });
    after(async () => (await sandbox)?.close());
  }
  const { controlUrl } = await sandbox;
  return runExam({ sandbox: { controlUrl }, run, concurrency: 30, ...options });
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
