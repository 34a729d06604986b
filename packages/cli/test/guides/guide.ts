import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { TestContext } from 'node:test';
import { promisify } from 'node:util';
import { shellWord } from '../../src/output/shell.ts';
import { BIN, cleanEnvironment, type ReadyLine, startService, temporaryFolder } from '../support/rollcall.ts';

const run = promisify(execFile);
/** Between what two blocks print. */
const NEXT = '---- next block ----';

/** A fenced block of a guide. */
interface Block {
  readonly language: string;
  readonly code: string;
}

/** Where a guide is tried: a folder of its own and a shell that finds `rollcall`, connected to a fresh sandbox. */
export interface GuideScene {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly line: ReadyLine;
}

/** The guides are for bash. */
export const SKIP = process.platform === 'win32' && 'the guides are for bash';

/** The fenced blocks of a guide in docs/guides, in their order. */
export async function blocksOf(guide: string): Promise<readonly Block[]> {
  const text = await readFile(join(import.meta.dirname, '../../../../docs/guides', guide), 'utf8');
  return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = '', code = '']) => ({ language, code }));
}

/** Starts the demo account's sandbox over TLS, and makes a folder where `rollcall` is on the path. */
export async function startGuideScene(context: TestContext, flags: readonly string[] = []): Promise<GuideScene> {
  const { line } = await startService(context, ['sandbox', '--log-level', 'silent', ...flags]);
  return guideSceneOn(context, line);
}

/** The same on a service that runs already. @param more variables that the guide expects */
export async function guideSceneOn(
  context: TestContext,
  line: ReadyLine,
  more: Readonly<Record<string, string>> = {},
): Promise<GuideScene> {
  const folder = await temporaryFolder(context);
  const bin = join(folder, 'bin');
  await mkdir(bin);
  const command = `#!/bin/sh\nexec ${shellWord(process.execPath)} ${shellWord(BIN)} "$@"\n`;
  await writeFile(join(bin, 'rollcall'), command);
  await chmod(join(bin, 'rollcall'), 0o755);
  const env = cleanEnvironment({
    PATH: `${bin}${delimiter}${process.env.PATH}`,
    XDG_STATE_HOME: join(folder, 'state'),
    ROLLCALL_HOME: join(folder, 'home'),
    ROLLCALL_BASE_URL: line.base_url,
    ROLLCALL_ACCOUNT: line.account_id ?? '',
    ROLLCALL_CLIENT_ID: line.client_id ?? '',
    ROLLCALL_CLIENT_SECRET: line.client_secret ?? '',
    ROLLCALL_CA_FILE: line.ca_file ?? '',
    ROLLCALL_CONTROL_URL: line.control_url ?? '',
    ...more,
  });
  return { folder, env, line };
}

/** Runs a block as somebody would who pastes it. @returns what it printed @throws if it fails */
export async function paste(code: string, { folder, env }: GuideScene): Promise<string> {
  const { stdout } = await run('bash', ['-c', `set -eo pipefail\n${code}`], { cwd: folder, env });
  return stdout;
}

/** Runs every bash block in order, in one shell; a text block that follows one is what it must have printed. */
export async function runGuide(guide: string, scene: GuideScene): Promise<void> {
  const blocks = (await blocksOf(guide)).filter(({ language }) => language === 'bash' || language === 'text');
  const script = blocks.map(({ language, code }) => (language === 'bash' ? code : ''));
  const printed = (await paste(script.join(`echo '${NEXT}'\n`), scene)).split(`${NEXT}\n`);
  for (const [index, { language, code }] of blocks.entries()) {
    if (language !== 'text') continue;
    assert.equal(withoutLineEnds(printed[index - 1] ?? ''), withoutLineEnds(code), `${guide}: ${code}`);
  }
}

/** Columns are padded to their width, curl prints headers with CRLF, and editors take both away. */
function withoutLineEnds(text: string): string {
  return text.replace(/[ \t\r]+$/gm, '');
}
