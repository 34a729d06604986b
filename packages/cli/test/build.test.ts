import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { installPackages } from '../../client/test/support/installed-packages.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const run = promisify(execFile);

describe('the packages as they are published', () => {
  let folder: string;
  let modules: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rollcall-cli-test-'));
    ({ modules } = await installPackages(folder));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('run without the repository', async () => {
    const installed = join(modules, 'rollcall');
    const bin = join(installed, 'bin', 'rollcall.js');
    const manifest = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'));
    assert.equal((await run(process.execPath, [bin, '--version'])).stdout, `${manifest.version}\n`);
    assert.equal(manifest.devDependencies, undefined);
    assert.ok(existsSync(join(installed, 'LICENSE')) === existsSync(join(ROOT, 'LICENSE')));

    const data = join(folder, 'data');
    await run(process.execPath, [bin, 'account', 'create', '--name', 'Acme', '--data-dir', data]);
    for (const args of [['sandbox'], ['serve', '--demo', '--data-dir', data]]) {
      const child = spawn(process.execPath, [bin, ...args, '--json', '--http', '--port', '0']);
      const [text] = await once(child.stdout, 'data');
      const { base_url: baseUrl } = JSON.parse(String(text));
      assert.equal((await fetch(`${baseUrl}/.well-known/oauth-authorization-server`)).status, 200);
      child.kill();
      assert.deepEqual(await once(child, 'close'), [0, null]);
    }
  });

  it('declare their types and hold no TypeScript source', async () => {
    const server = JSON.parse(await readFile(join(modules, '@rollcall/server/package.json'), 'utf8'));
    for (const target of Object.values<{ types: string; default: string }>(server.exports)) {
      if (target.types.includes('*')) continue;
      assert.ok(existsSync(join(modules, '@rollcall/server', target.types)), target.types);
      assert.ok(existsSync(join(modules, '@rollcall/server', target.default)), target.default);
    }
    const files = await readdir(join(modules, 'rollcall'), { recursive: true });
    assert.deepEqual(
      files.filter((name) => /(?<!\.d)\.ts$/.test(name)),
      [],
    );
  });
});
