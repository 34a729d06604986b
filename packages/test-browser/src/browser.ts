import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { type Browser, chromium } from 'playwright-core';
import { type Executable, findExecutable } from './executable.ts';

const QUIET = ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/**
 * A real browser, headless, with a profile of its own. It ends with the test, and leaves nothing behind.
 *
 * @returns undefined where there is none for this system: the test is to say so and be skipped
 */
export async function openBrowser(context: Pick<TestContext, 'after'>): Promise<Browser | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-browser-'));
  let browser: Browser | undefined;
  // Files may be written for a moment after the last process has gone.
  const removal = { recursive: true, force: true, maxRetries: 5, retryDelay: 100 };
  context.after(async () => {
    await browser?.close();
    await rm(folder, removal);
  });
  const executable = await findExecutable(folder);
  browser = executable && (await launch(executable, folder));
  return browser;
}

function launch({ path, environment }: Executable, folder: string): Promise<Browser> {
  // Profile and caches go below the folder, so that they are removed with it.
  const env = { ...process.env, ...environment, TMPDIR: folder };
  return chromium.launch({ executablePath: path, headless: true, args: QUIET, env });
}
