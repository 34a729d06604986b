import { existsSync, globSync, statSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGE = join(import.meta.dirname, '..');
const REPOSITORY = join(PACKAGE, '../..');
/** What the console is built from. */
const SOURCES = [
  'packages/console/{src,build}/**/*',
  'packages/console/{index.html,vite.config.ts,package.json}',
  'packages/contract/src/admin/**/*.ts',
  'package-lock.json',
];

/** Whether the site is there and newer than all it is built from. */
export function isBuilt(): boolean {
  const manifest = join(PACKAGE, 'site/manifest.json');
  if (!existsSync(manifest)) return false;
  const builtAt = statSync(manifest).mtimeMs;
  return globSync(SOURCES, { cwd: REPOSITORY }).every((file) => statSync(join(REPOSITORY, file)).mtimeMs <= builtAt);
}
