import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { it } from 'node:test';
import { FIXTURES, runIn } from './support/installed-project.ts';

const GUIDE = new URL('../../../../docs/guides/test-against-a-sandbox.md', import.meta.url);
/** What the guide shows, in its order. `test-runners.test.ts` runs those for JavaScript. */
const SHOWN = [
  'src/suspend-leavers.js',
  'node-test/suspend-leavers.test.js',
  'vitest/suspend-leavers.test.js',
  'package.json',
  'jest/suspend-leavers.test.js',
  'node-test/bad-night.test.js',
  'node-test/limits.test.js',
  'shell/with-a-sandbox.sh',
  'python/test_people.py',
];

it('the guide shows these files as they are, and nothing that is not run', async () => {
  const guide = await readFile(GUIDE, 'utf8');
  const blocks = [...guide.matchAll(/^```(js|json|bash|python)\n(.*?)^```$/gms)].map(([, , text]) => text);
  assert.deepEqual(blocks, await Promise.all(SHOWN.map((file) => readFile(join(FIXTURES, file), 'utf8'))));
});

it('the shell script hands a sandbox to a command, and its exit code back', async () => {
  // 401 without credentials: whoever is asked there is a Rollcall.
  const asks = `fetch(process.env.BASE_URL + '/v1/oauth/token', { method: 'POST' })
    .then(({ status }) => process.exit(status - 394))`;
  const asked = runIn(FIXTURES, 'shell/with-a-sandbox.sh', 'node', '-e', asks);
  await assert.rejects(asked, (error: Error & { cause: { code: number } }) => error.cause.code === 7);
});

it('the Python test passes', { skip: hasPython() ? false : 'There is no python3 on this machine' }, async () => {
  assert.match(await runIn(FIXTURES, 'python3', 'python/test_people.py'), /^OK$/m);
});

function hasPython(): boolean {
  try {
    execFileSync('python3', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
