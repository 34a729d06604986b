import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { en } from '../src/texts/en.ts';

const GUIDES = join(import.meta.dirname, '../../../docs/guides');
/** What is bold in these is something that somebody looks for in the console. */
const ABOUT_THE_CONSOLE = [
  'create-an-application-in-the-console.md',
  'suspend-somebody-in-the-console-at-3-am.md',
  'set-up-single-sign-on.md',
];

const known = new Set(textsIn(en));
for (const guide of ABOUT_THE_CONSOLE) {
  test(`what docs/guides/${guide} has people look for is called so in the console`, () => {
    const named = [...readFileSync(join(GUIDES, guide), 'utf8').matchAll(/\*\*([^*]+)\*\*/g)].map(
      ([, name = '']) => name,
    );
    assert.ok(named.length > 0);
    assert.deepEqual(
      named.filter((name) => !known.has(name)),
      [],
    );
  });
}

function textsIn(texts: object): string[] {
  return Object.values(texts).flatMap((text) => (typeof text === 'string' ? [text] : textsIn(text)));
}
