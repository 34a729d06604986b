import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../../../../..', import.meta.url));
export const FIXTURES = fileURLToPath(new URL('../fixtures', import.meta.url));
const run = promisify(execFile);

/** A folder with the tests of the guide, and the packages as they are published in its node_modules. */
export class InstalledProject implements AsyncDisposable {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** Without the server, which a user has to install. */
  static async make(): Promise<InstalledProject> {
    const folder = await mkdtemp(join(tmpdir(), 'rollcall-project-test-'));
    const modules = join(folder, 'node_modules');
    await cp(FIXTURES, folder, { recursive: true });
    await mkdir(join(modules, '@rollcall'), { recursive: true });
    await run(process.execPath, [join(ROOT, 'scripts/build.ts'), '--into', join(folder, 'built')]);
    for (const name of await readdir(join(ROOT, 'node_modules'))) {
      // Everything else comes from the repository.
      if (!/^(?:\.|@rollcall$|rollcall$)/.test(name))
        await symlink(join(ROOT, 'node_modules', name), join(modules, name));
    }
    const project = new InstalledProject(folder);
    await project.install('contract');
    await project.install('client');
    return project;
  }

  async install(name: 'contract' | 'server' | 'client'): Promise<void> {
    await rename(join(this.folder, 'built', name), join(this.folder, 'node_modules/@rollcall', name));
  }

  /** Runs Node.js in the folder. Rejects with what was printed, unless the exit code is 0. */
  async node(...args: string[]): Promise<string> {
    return runIn(this.folder, process.execPath, ...args);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Runs a program to its end, with `rollcall` on the path. Rejects with what was printed, unless the exit code is 0. */
export async function runIn(folder: string, program: string, ...args: string[]): Promise<string> {
  const { NODE_TEST_CONTEXT: _, NODE_OPTIONS: __, ...rest } = process.env; // it is no part of this test run
  const env = { ...rest, NO_COLOR: '1', PATH: `${join(ROOT, 'node_modules/.bin')}:${rest.PATH}` };
  try {
    const { stdout, stderr } = await run(program, args, { cwd: folder, env, timeout: 120_000 });
    return stdout + stderr;
  } catch (error) {
    const output = error as { stdout?: string; stderr?: string }; // execFile adds them
    throw new Error(`${program} ${args.join(' ')}:\n${output.stdout}${output.stderr}`, { cause: error });
  }
}
