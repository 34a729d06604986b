import { execFile } from 'node:child_process';
import { mkdir, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
const PACKAGES = {
  contract: '@rollcall/contract',
  server: '@rollcall/server',
  client: '@rollcall/client',
  console: '@rollcall/console',
  cli: 'rollcall',
} as const;
const run = promisify(execFile);

/** The packages as they are published, in a folder with nothing of the repository in it. */
export interface Installed {
  /** Where they lie, by the names they are imported by. */
  readonly modules: string;
  /** What would be uploaded, by package. */
  readonly tarballs: Readonly<Record<keyof typeof PACKAGES, string>>;
}

/** Builds and packs every package and puts them where an installation would; other packages are the repository's. */
export async function installPackages(folder: string): Promise<Installed> {
  const built = join(folder, 'built');
  await run(process.execPath, [join(ROOT, 'scripts/build.ts'), '--into', built]);
  const names = Object.keys(PACKAGES) as (keyof typeof PACKAGES)[];
  const folders = names.map((name) => join(built, name));
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder, ...folders]);
  const packed = Object.values<{ name: string; filename: string }>(JSON.parse(stdout));
  const modules = join(folder, 'node_modules');
  const tarballs = Object.fromEntries(
    names.map((name) => {
      const filename = packed.find((each) => each.name === PACKAGES[name])?.filename;
      if (filename === undefined) throw new Error(`${PACKAGES[name]} was not packed.`);
      return [name, join(folder, filename)];
    }),
  ) as Record<keyof typeof PACKAGES, string>; // one for each name
  for (const name of names) {
    const installed = join(modules, PACKAGES[name]);
    await mkdir(installed, { recursive: true });
    await run('tar', ['-xzf', tarballs[name], '-C', installed, '--strip-components=1']);
  }
  const others = (await readdir(join(ROOT, 'node_modules'))).filter((name) => !/^(\.|@rollcall$|rollcall$)/.test(name));
  for (const name of others) await symlink(join(ROOT, 'node_modules', name), join(modules, name));
  return { modules, tarballs };
}
