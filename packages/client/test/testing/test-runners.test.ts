import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Sandbox, startSandbox } from '@rollcall/client/testing';
import { InstalledProject, runIn } from './support/installed-project.ts';

describe('the tests of the guide, with the packages as they are published', () => {
  let project: InstalledProject;
  before(async () => {
    project = await InstalledProject.make();
  });
  after(() => project[Symbol.asyncDispose]());

  /** Runs Node.js in the folder, with the way to the sandbox in its environment. */
  function besides({ controlUrl }: Sandbox, ...args: readonly string[]): Promise<string> {
    return runIn(project.folder, 'env', `ROLLCALL_CONTROL_URL=${controlUrl}`, process.execPath, ...args);
  }

  it('say what to install where the server is missing, which the client itself does not need', async () => {
    const script = `
      const { createClient } = await import('@rollcall/client');
      const { startSandbox } = await import('@rollcall/client/testing');
      await startSandbox().catch((error) => console.log(typeof createClient, error.message));`;
    assert.equal(
      await project.node('--input-type=module', '-e', script),
      'function The sandbox needs the server: npm install --save-dev @rollcall/server\n',
    );
    await project.install('server');
  });

  it('pass under node:test', async () => {
    assert.match(await project.node('--test', '--test-reporter=tap', 'node-test/*.test.js'), /^# pass 6$/m);
  });

  it('pass under Vitest', async () => {
    assert.match(await project.node('node_modules/vitest/vitest.mjs', 'run', 'vitest/suspend'), /Tests +2 passed/);
  });

  it('pass under Vitest with an account for each test, side by side', async () => {
    await using sandbox = await startSandbox();
    const vitest = ['node_modules/vitest/vitest.mjs', 'run', 'ci/vitest'];
    assert.match(await besides(sandbox, ...vitest), /Tests +2 passed/);
    assert.equal((await sandbox.listAccounts()).length, 1);
  });

  it('pass under Jest', {
    skip: isInstalled('jest') ? false : 'Jest is not a dependency: npm install --no-save jest',
  }, async () => {
    const jest = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--no-cache', 'jest/'];
    assert.match(await project.node(...jest), /Tests: +2 passed/);
    await using sandbox = await startSandbox();
    assert.match(await besides(sandbox, ...jest.slice(0, -1), 'ci/jest/'), /Tests: +2 passed/);
  });
});

function isInstalled(name: string): boolean {
  try {
    fileURLToPath(import.meta.resolve(name));
    return true;
  } catch {
    return false;
  }
}
