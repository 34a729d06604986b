import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Sandbox, startSandbox } from '@rollcall/client/testing';
import { FAULT_KINDS } from '@rollcall/contract/sandbox/schemas';
import { FIXTURES, runIn } from './support/installed-project.ts';

const GUIDE = new URL('../../../../docs/guides/test-in-ci.md', import.meta.url);
/** What the guide shows, in its order. `test-runners.test.ts` runs those for JavaScript. */
const SHOWN = [
  'ci/vitest/isolated.test.js',
  'ci/jest/isolated.test.js',
  'ci/python/conftest.py',
  'ci/python/test_isolated.py',
];

describe('the guide on CI', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.close());

  it('shows these files as they are', async () => {
    const guide = await readFile(GUIDE, 'utf8');
    const blocks = [...guide.matchAll(/^```(js|python)\n(.*?)^```$/gms)].map(([, , text]) => text);
    assert.deepEqual(blocks, await Promise.all(SHOWN.map((file) => readFile(join(FIXTURES, file), 'utf8'))));
  });

  it('names every kind of fault, with what it does and takes', async () => {
    const guide = await readFile(GUIDE, 'utf8');
    const rows = Object.entries(FAULT_KINDS).map(([kind, { does, takes }]) => {
      const fields = Object.keys(takes).map((field) => `\`${field}\``);
      return `| \`${kind}\` | ${does} | ${fields.join(', ')} |`;
    });
    assert.equal(rows.filter((row) => guide.includes(row)).length, rows.length);
    assert.equal(guide.match(/^\| `[a-z_]+` \|/gm)?.length, rows.length);
  });

  it('has a pytest that passes', { skip: hasPytest() ? false : 'There is no pytest on this machine' }, async () => {
    const variable = `ROLLCALL_CONTROL_URL=${sandbox.controlUrl}`;
    const pytest = ['python3', '-m', 'pytest', '-q', '-p', 'no:cacheprovider', 'ci/python'];
    assert.match(await runIn(FIXTURES, 'env', variable, 'PYTHONDONTWRITEBYTECODE=1', ...pytest), /^2 passed/m);
    assert.equal((await sandbox.listAccounts()).length, 1);
  });
});

function hasPytest(): boolean {
  try {
    execFileSync('python3', ['-m', 'pytest', '--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
