import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { test } from 'node:test';

/** Links between the documents of the repository. Those to other sites are not followed: tests stay on this machine. */

const ROOT = join(import.meta.dirname, '../../..');
const DOCUMENTS = globSync('**/*.md', { cwd: ROOT, exclude: ['**/node_modules/**', 'dist/**', 'rollcall-data/**'] });

for (const document of DOCUMENTS.sort()) {
  test(`every relative link in ${document} leads somewhere`, () => {
    const broken = linksOf(document).filter((link) => !leadsSomewhere(document, link));

    assert.deepEqual(broken, []);
  });
}

/** The targets of `[text](target)` and `[name]: target`, without code and without other sites. */
function linksOf(document: string): string[] {
  const prose = textOf(document).replace(/`[^`\n]*`/g, '');
  const inline = [...prose.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)];
  const reference = [...prose.matchAll(/^\[[^\]]+\]:\s+<?([^\s>]+)>?/gm)];
  return [...inline, ...reference]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z][a-z+.-]*:/.test(target));
}

function leadsSomewhere(document: string, link: string): boolean {
  const [path = '', anchor] = link.split('#', 2);
  const target = path === '' ? join(ROOT, document) : resolve(ROOT, dirname(document), decodeURIComponent(path));
  if (!existsSync(target)) return false;
  return anchor === undefined || anchorsOf(target).includes(anchor);
}

/** Headings as they are named in a URL: lower case, punctuation gone, spaces turned into hyphens. */
function anchorsOf(file: string): string[] {
  return [...textOf(file).matchAll(/^#{1,6} +(.+)$/gm)].map(([, heading = '']) =>
    heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_\- ]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** Without fenced blocks: what stands there is no link and no heading. */
function textOf(file: string): string {
  return readFileSync(resolve(ROOT, file), 'utf8').replace(/^(```+)[\s\S]*?^\1/gm, '');
}
