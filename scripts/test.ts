/**
 * Runs the tests: every file in a process of its own, all cores at once. Arguments name files or folders to run in place
 * of everything.
 */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const wanted = process.argv.slice(2);
const files = globSync('{packages/*,bench,deploy}/test/**/*.test.ts', { cwd: root, exclude: ['**/node_modules/**'] })
  .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)))
  .sort();

if (files.length === 0) {
  process.stderr.write(`no test file matches ${wanted.join(' ')}\n`);
  process.exit(1);
}

const { status } = spawnSync(
  process.execPath,
  [
    '--test',
    `--test-concurrency=${availableParallelism() + 1}`,
    '--test-timeout=300000',
    '--test-reporter=spec',
    ...files,
  ],
  // What the files of a run have in common is compiled once.
  { cwd: root, stdio: 'inherit', env: { NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/tests'), ...process.env } },
);
process.exit(status ?? 1);
