import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { rollcall, temporaryFolder } from './support/rollcall.ts';

const BIN = fileURLToPath(new URL('../bin/rollcall.js', import.meta.url));
const run = promisify(execFile);

describe('on another Node.js', () => {
  for (const version of ['20.20.2', '24.10.0']) {
    it(`${version} is told what is needed`, async (context) => {
      const preload = join(await temporaryFolder(context), 'pretend.cjs');
      await writeFile(
        preload,
        `const { version: _, versions: own, ...rest } = process;
        Object.defineProperty(process, 'versions', { value: { ...own, node: '${version}' } });
        Object.defineProperty(process, 'version', { value: 'v${version}' });`,
      );
      const child = run(process.execPath, ['--require', preload, BIN, '--version']);
      await assert.rejects(child, {
        code: 1,
        stdout: '',
        stderr: `rollcall needs Node.js 24.11 or newer (24 and 26 are the supported lines); this is v${version}.\n`,
      });
    });
  }
});

describe('a place where no folder can be made', { skip: process.platform !== 'linux' && 'needs /proc' }, () => {
  it('is passed over by what starts faster from a cache', async () => {
    const env = { ...process.env, XDG_CACHE_HOME: '/proc/cache', NODE_COMPILE_CACHE: '' };
    assert.match(
      (await run(process.execPath, [BIN, '--version'], { env, timeout: 60_000 })).stdout,
      /^\d+\.\d+\.\d+\n$/,
    );
  });
});

describe('a reader that has enough', () => {
  it('ends the command quietly', async (context) => {
    const folder = await temporaryFolder(context);
    const lines = Array.from({ length: 20_000 }, (_, index) => `p${index}@example.com,Person ${index},member`);
    const input = ['email,display_name,role', 'ada@example.com,Ada,owner', ...lines].join('\n');
    const account = ['--account', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    const at = ['--data-dir', folder];
    await rollcall(['account', 'create', '--name', 'Acme', '--id', account[1] ?? '', ...at]);
    assert.equal((await rollcall(['import', '-', '--format', 'csv', ...account, ...at], { input })).code, 0);
    const child = spawn(process.execPath, [BIN, 'export', ...at], { stdio: ['ignore', 'pipe', 'pipe'] });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.once('close', resolve));
    assert.equal(stderr, '');
    assert.equal(code, 0);
  });
});

describe('a failure nobody foresaw', () => {
  it('is one line, and a stack only where it is asked for', async (context) => {
    const preload = join(await temporaryFolder(context), 'break.cjs');
    await writeFile(preload, `process.cwd = () => { throw new Error('no folder'); };`);
    const env = { NODE_OPTIONS: `--require ${preload}` };
    const plain = await rollcall(['account', 'list'], { env });
    assert.match(plain.stderr, /^rollcall: no folder \(unexpected; run again with ROLLCALL_DEBUG=1 for details\)\n$/);
    assert.equal(plain.code, 1);
    const debug = await rollcall(['account', 'list'], { env: { ...env, ROLLCALL_DEBUG: '1' } });
    assert.match(debug.stderr, /\n +at /);
  });
});
