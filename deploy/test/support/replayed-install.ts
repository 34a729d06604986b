import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ROOT } from './repository.ts';

/**
 * Puts in place what a line `npm ci …` would: the registry is not asked, the modules come from the repository's own
 * installation, which has the same lock file. Which of them belong in, npm says, given the same flags.
 */
export function replayInstall(command: string, folder: string): void {
  if (command.includes('--omit=dev')) copyClosure(command, folder);
  else linkEverything(folder);
}

/** For the stage that compiles: more than it would get does no harm, because nothing of it goes on. */
function linkEverything(folder: string): void {
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  for (const name of readdirSync(join(ROOT, 'node_modules'))) {
    if (name !== '@rollcall' && name !== 'rollcall') symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  }
  linkWorkspaces(folder);
}

function copyClosure(command: string, folder: string): void {
  const flags = command.split(/\s+/).filter((word) => word !== 'npm' && word !== 'ci' && word !== '--ignore-scripts');
  const listed = execFileSync('npm', ['ls', '--all', '--parseable', ...flags], { cwd: ROOT, encoding: 'utf8' });
  for (const path of listed.split('\n').filter((line) => line.includes('/node_modules/'))) {
    const place = relative(ROOT, path);
    if (/^node_modules\/(@rollcall\/|rollcall$)/.test(place)) continue;
    const own = (from: string) => from === path || !relative(path, from).split('/').includes('node_modules');
    cpSync(path, join(folder, place), { recursive: true, filter: own });
  }
  linkWorkspaces(folder);
}

function linkWorkspaces(folder: string): void {
  for (const [name, target] of [
    ['@rollcall/contract', 'contract'],
    ['@rollcall/server', 'server'],
    ['@rollcall/client', 'client'],
    ['@rollcall/console', 'console'],
    ['rollcall', 'cli'],
  ] as const) {
    const link = join(folder, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(relative(dirname(link), join(folder, 'packages', target)), link);
  }
}
