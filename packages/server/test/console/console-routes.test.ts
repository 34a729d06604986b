import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { Service } from '../service/service.ts';

const SCRIPT = `console.log('${'x'.repeat(2000)}');`;
const PAGE =
  '<meta property="csp-nonce" nonce="__CSP_NONCE__"><script type="module" src="./assets/index-1.js"></script>';

test('the page comes with a policy without inline script, and a nonce of its own each time', async (context) => {
  await using console = await serve(context, 'built');
  const first = await fetch(`${console.url}/console/`);
  assert.equal(first.status, 200);
  assert.equal(first.headers.get('cache-control'), 'no-store');
  assert.equal(first.headers.get('x-content-type-options'), 'nosniff');
  assert.equal(first.headers.get('referrer-policy'), 'no-referrer');
  assert.equal(first.headers.get('cross-origin-opener-policy'), 'same-origin');
  assert.match(first.headers.get('permissions-policy') ?? '', /camera=\(\)/);
  const policy = first.headers.get('content-security-policy') ?? '';
  assert.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-[\w+/]{22}=='; /);
  assert.doesNotMatch(policy, /unsafe/);
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
  assert.equal(await first.text(), PAGE.replace('__CSP_NONCE__', nonce));
  const second = await fetch(`${console.url}/console/`);
  assert.notEqual(second.headers.get('content-security-policy'), policy);
});

test('files are kept for good, and sent as the browser takes them', async (context) => {
  await using console = await serve(context, 'built');
  for (const [accepted, encoding] of [
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['identity', null],
  ] as const) {
    const answer = await fetch(`${console.url}/console/assets/index-1.js`, {
      headers: { 'accept-encoding': accepted },
    });
    assert.equal(answer.headers.get('content-encoding'), encoding, accepted);
    assert.equal(answer.headers.get('content-type'), 'text/javascript; charset=utf-8');
    assert.equal(answer.headers.get('cache-control'), 'public, max-age=31536000, immutable');
    assert.equal(answer.headers.get('vary'), 'accept-encoding');
    assert.equal(await answer.text(), SCRIPT);
  }
});

test('nothing but what was built is to be had', async (context) => {
  await using console = await serve(context, 'built');
  for (const path of ['index-2.js', '..%2Findex.html', '..%2F..%2Fsecret.txt', 'index-1.js.br', 'constructor', '%00']) {
    const { status } = await fetch(`${console.url}/console/assets/${path}`);
    assert.equal(status, 404, path);
  }
  const posted = await fetch(`${console.url}/console/`, { method: 'POST' });
  assert.equal(posted.status, 405);
  assert.equal(posted.headers.get('allow'), 'GET');
});

test('the way to it is relative, so that it works behind a prefix', async (context) => {
  await using console = await serve(context, 'built');
  const answer = await fetch(`${console.url}/console`, { redirect: 'manual' });
  assert.equal(answer.status, 308);
  assert.equal(answer.headers.get('location'), 'console/');
});

test('where it is not built, a sentence says how, until it is', async (context) => {
  await using console = await serve(context, 'missing');
  const before = await fetch(`${console.url}/console/`);
  assert.equal(before.status, 404);
  assert.match(await before.text(), /npm run build/);
  await build(console.folder);
  assert.equal((await fetch(`${console.url}/console/`)).status, 200);
});

test('a service without a console has none', async () => {
  await using service = await Service.start();
  assert.equal((await fetch(`${service.app.baseUrl}/console/`)).status, 404);
});

async function serve(context: TestContext, state: 'built' | 'missing') {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-console-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  if (state === 'built') await build(folder);
  const service = await Service.start({ consoleFolder: pathToFileURL(`${folder}/`) });
  return { folder, url: service.app.baseUrl, [Symbol.asyncDispose]: () => service[Symbol.asyncDispose]() };
}

async function build(folder: string): Promise<void> {
  await mkdir(join(folder, 'assets'));
  const script = join(folder, 'assets/index-1.js');
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(script, SCRIPT);
  await writeFile(`${script}.br`, brotliCompressSync(SCRIPT));
  await writeFile(`${script}.gz`, gzipSync(SCRIPT));
  await writeFile(join(folder, 'index.html'), PAGE);
}
