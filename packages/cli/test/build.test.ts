import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { temporaryFolder } from './support/rollcall.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const PACKAGES = { contract: '@rollcall/contract', server: '@rollcall/server', cli: 'rollcall' } as const;
const run = promisify(execFile);

/** Builds and packs the packages and puts them where an installation would; the rest comes from the repository. */
async function install(folder: string): Promise<string> {
  const built = join(folder, 'built');
  await run(process.execPath, [join(ROOT, 'scripts/build.ts'), '--into', built]);
  const modules = join(folder, 'node_modules');
  await mkdir(join(modules, '@rollcall'), { recursive: true });
  for (const [name, as] of Object.entries(PACKAGES)) {
    const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder, join(built, name)]);
    const [packed] = Object.values<{ filename: string }>(JSON.parse(stdout));
    await mkdir(join(modules, as), { recursive: true });
    await run('tar', ['-xzf', join(folder, packed?.filename ?? ''), '-C', join(modules, as), '--strip-components=1']);
  }
  const others = (await readdir(join(ROOT, 'node_modules'))).filter((name) => !/^(\.|@rollcall$|rollcall$)/.test(name));
  for (const name of others) await symlink(join(ROOT, 'node_modules', name), join(modules, name));
  return join(modules, 'rollcall');
}

describe('the packages as they are published', () => {
  it('run without the repository', async (context) => {
    const folder = await temporaryFolder(context);
    const installed = await install(folder);
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

  it('declare their types and hold no TypeScript source', async (context) => {
    const folder = await temporaryFolder(context);
    const modules = join(await install(folder), '..');
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
