/**
 * `npm run generate` writes every document that is made from the code; with `--check` it writes nothing and fails where
 * a kept document is not what the code makes.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generatedDocuments } from './generated-documents.ts';

const root = join(import.meta.dirname, '..');
const checkOnly = process.argv.includes('--check');
const stale: string[] = [];

for (const { path, content } of await generatedDocuments()) {
  const file = join(root, path);
  if (readIfThere(file) === content) continue;
  stale.push(path);
  if (checkOnly) continue;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

if (checkOnly && stale.length > 0) {
  process.stderr.write(`not what the code makes: ${stale.join(', ')}\nRun "npm run generate" and commit the result.\n`);
  process.exit(1);
}
process.stdout.write(
  stale.length === 0 ? 'every generated document is up to date\n' : `written: ${stale.join(', ')}\n`,
);

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
