import { cpSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ROOT, read } from './repository.ts';

/**
 * What a builder sees of the repository: `.dockerignore` as it is written here, which is everything left out, some paths
 * let in again, and names that stay out wherever they are.
 */
const RULES = read('.dockerignore')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));
const LET_IN = RULES.filter((rule) => rule.startsWith('!')).map((rule) => rule.slice(1));
const LEFT_OUT = RULES.filter((rule) => rule.startsWith('**/')).map((rule) => rule.slice(3));

/** Whether the builder sees a path, given from the root of the repository. */
export function isInContext(path: string): boolean {
  if (path.split('/').some((part) => LEFT_OUT.includes(part))) return false;
  return LET_IN.some((allowed) => path === allowed || path.startsWith(`${allowed}/`));
}

/** Copies a path of the context as COPY does: a folder's content, or a file into a folder. */
export function copyFromContext(path: string, into: string): void {
  const source = join(ROOT, path);
  const filter = (from: string) => isAncestor(from) || isInContext(from.slice(ROOT.length));
  const target = statSync(source).isDirectory() ? into : join(into, basename(path));
  if (!statSync(source).isDirectory() && !isInContext(path)) throw new Error(`${path} is left out by .dockerignore`);
  cpSync(source, target, { recursive: true, filter });
}

/** A folder on the way to something that is let in. */
function isAncestor(from: string): boolean {
  const path = from.slice(ROOT.length);
  return LET_IN.some((allowed) => allowed.startsWith(`${path}/`));
}
