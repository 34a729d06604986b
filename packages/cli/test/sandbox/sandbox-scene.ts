import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { type Finished, type ReadyLine, rollcall, rollcallJson, startService } from '../support/rollcall.ts';

export interface SandboxLine extends ReadyLine {
  readonly control_url: string;
  readonly account_id: string;
  readonly client_id: string;
  readonly client_secret: string;
  readonly regions: readonly { readonly name: string; readonly base_url: string; readonly host_name?: string }[];
}

/** A running sandbox, and the command's words on it. */
export interface SandboxScene {
  readonly line: SandboxLine;
  /** `rollcall sandbox …`, finding the controls by the environment. */
  run(...words: readonly string[]): Promise<Finished>;
  /** The same, which must end well without a word on stderr. @returns what it printed */
  text(...words: readonly string[]): Promise<string>;
  /** The same with --json, which must end well. */
  json(...words: readonly string[]): Promise<ReturnType<typeof JSON.parse>>;
  /** The same, which must be refused in one line: wrong usage (2) or by the sandbox (1). */
  refused(words: readonly string[], code: 1 | 2, sentence: RegExp): Promise<void>;
}

/** Starts a sandbox of plain HTTP on free ports. */
export async function startScene(context: TestContext, flags: readonly string[] = []): Promise<SandboxScene> {
  const { line } = await startService(context, ['sandbox', '--http', ...flags]);
  assert.ok(isSandboxLine(line), 'the line tells all that a caller needs');
  const options = { env: { ROLLCALL_CONTROL_URL: line.control_url } };
  const run = (...words: readonly string[]) => rollcall(['sandbox', ...words], options);
  return {
    line,
    run,
    async text(...words) {
      const { code, stdout, stderr } = await run(...words);
      assert.deepEqual([code, stderr], [0, ''], words.join(' '));
      return stdout;
    },
    json: (...words) => rollcallJson(['sandbox', ...words], options),
    async refused(words, code, sentence) {
      assertRefused(await run(...words), code, sentence);
    },
  };
}

/** Ended with this code, with one line on stderr that says this, and nothing on stdout. */
export function assertRefused(finished: Finished, code: 1 | 2, sentence: RegExp): void {
  assert.match(finished.stderr, sentence);
  assert.match(finished.stderr, /^rollcall: [^\n]*\n$/, 'one line');
  assert.doesNotMatch(finished.stderr, /unexpected/);
  assert.deepEqual([finished.code, finished.stdout], [code, ''], finished.stderr);
}

function isSandboxLine(line: ReadyLine): line is SandboxLine {
  return 'regions' in line && [line.control_url, line.account_id, line.client_id, line.client_secret].every(Boolean);
}
