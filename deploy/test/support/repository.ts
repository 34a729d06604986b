import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
export const DEPLOY = join(ROOT, 'deploy');

export function read(...path: readonly string[]): string {
  return readFileSync(join(ROOT, ...path), 'utf8');
}

/** The files of a folder of `deploy/`, as paths from the root of the repository. */
export function filesIn(folder: string, pattern = '**/*'): string[] {
  return globSync(join('deploy', folder, pattern), { cwd: ROOT }).sort();
}

/** The documents of a YAML file, read by the rules of YAML 1.2, with every warning an error. */
export function readYaml(path: string): unknown[] {
  return parseAllDocuments(read(path), { strict: true, uniqueKeys: true, merge: true }).map((document) => {
    const [problem] = [...document.errors, ...document.warnings];
    if (problem !== undefined) throw new Error(`${path}: ${problem.message}`);
    return document.toJS();
  });
}
