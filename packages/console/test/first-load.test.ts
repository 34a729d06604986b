import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { consoleFolder } from '@rollcall/console';
import { buildSite } from '../build/build-site.ts';
import { isBuilt } from '../build/is-built.ts';

/** Bytes, gzipped, of all that is needed before the console can show a page. */
const FIRST_LOAD = 250_000;

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

before(async () => {
  if (!isBuilt()) await buildSite();
});

test('the first load stays within its budget', async () => {
  const manifest: Record<string, Chunk> = JSON.parse(await readFile(new URL('manifest.json', consoleFolder), 'utf8'));
  const entry = Object.keys(manifest).find((name) => manifest[name]?.isEntry);
  assert.ok(entry);
  const files = [...filesOf(manifest, entry)];
  const sizes = await Promise.all(
    files.map(async (file) => gzipSync(await readFile(new URL(file, consoleFolder))).length),
  );
  const total = sizes.reduce((sum, size) => sum + size, 0);
  assert.ok(total <= FIRST_LOAD, `${total} bytes: ${files.map((file, at) => `${file} ${sizes[at]}`).join(', ')}`);
  assert.ok(total > 50_000, 'the manifest names all that is loaded');
});

test('the page itself has no inline script and no inline style', async () => {
  const page = await readFile(new URL('index.html', consoleFolder), 'utf8');
  for (const [, attributes, content] of page.matchAll(/<script\b([^>]*)>([^<]*)<\/script>/g)) {
    assert.match(attributes ?? '', /\bsrc="\.\/assets\//);
    assert.equal(content?.trim(), '');
  }
  assert.doesNotMatch(page, /<style|\sstyle=|\son\w+=|javascript:/i);
  assert.doesNotMatch(page, /(?:src|href)="(?!\.\/)/, 'every URL is relative: the console works behind a prefix');
  assert.match(page, /<meta property="csp-nonce" nonce="__CSP_NONCE__"/);
});

function filesOf(manifest: Readonly<Record<string, Chunk>>, name: string, files = new Set<string>()): Set<string> {
  const chunk = manifest[name];
  if (chunk === undefined || files.has(chunk.file)) return files;
  for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
  for (const imported of chunk.imports ?? []) filesOf(manifest, imported, files);
  return files;
}
