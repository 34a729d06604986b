import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/**
 * Builds what is published: each package as a complete folder with JavaScript, type declarations and a package.json
 * that points at them. In the repository itself only the console is built: Node.js runs the TypeScript as it is.
 *
 *   node scripts/build.ts [--into DIR]     default: packages/<name>/dist
 */

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** In the order of their dependencies. */
const PACKAGES = ['contract', 'server', 'client', 'console', 'cli'];
/** Where the code lies within a published package. */
const CODE = 'dist';

interface PackageJson {
  readonly name: string;
  readonly exports?: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>;
  readonly [field: string]: unknown;
}

interface Built {
  readonly folder: string;
  readonly source: PackageJson;
}

function main(): void {
  const { values } = parseArgs({ options: { into: { type: 'string' } } });
  const dependencies = values.into === undefined ? undefined : join(resolve(values.into), 'node_modules');
  if (dependencies === undefined || existsSync(dependencies)) {
    build(values.into);
    return;
  }
  // Declarations of a package that is built elsewhere name its dependencies, which are looked for from there.
  mkdirSync(dirname(dependencies), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), dependencies);
  try {
    build(values.into);
  } finally {
    rmSync(dependencies);
  }
}

function build(into: string | undefined): void {
  const built: Built[] = [];
  for (const name of PACKAGES) {
    const source = join(ROOT, 'packages', name);
    const folder = into === undefined ? join(source, 'dist') : resolve(into, name);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    if (name === 'console') bundle(source, folder);
    else compile(source, folder, built);
    const manifest = readManifest(source);
    writeManifest(folder, manifest);
    copyBin(source, folder);
    for (const file of ['LICENSE', 'README.md']) copyNearest(source, folder, file);
    built.push({ folder, source: manifest });
    process.stdout.write(`${manifest.name}: ${relative(process.cwd(), folder)}\n`);
  }
}

/** Declarations of the packages below come from what was built of them, so that only this package's code is emitted. */
function compile(source: string, folder: string, below: readonly Built[]): void {
  const config = join(folder, 'tsconfig.json');
  const options = {
    noEmit: false,
    declaration: true,
    rewriteRelativeImportExtensions: true,
    rootDir: join(source, 'src'),
    outDir: join(folder, CODE),
    paths: Object.fromEntries(below.flatMap(declarationPaths)),
    types: ['node'],
    typeRoots: [join(ROOT, 'node_modules/@types')],
  };
  writeFileSync(
    config,
    JSON.stringify({
      // The package's own, where it is to run on more than the repository's Node.js.
      extends: [source, ROOT].map((at) => join(at, 'tsconfig.json')).find((path) => existsSync(path)),
      compilerOptions: options,
      include: [join(source, 'src')],
      exclude: [],
    }),
  );
  try {
    execFileSync(join(ROOT, 'node_modules/.bin/tsc'), ['--project', config], { stdio: 'inherit' });
  } finally {
    rmSync(config);
  }
  copyAssets(source, folder);
}

/** The console runs in browsers: what is published is its site, and where that lies. */
function bundle(source: string, folder: string): void {
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  const into = ['--outDir', join(folder, 'site'), '--emptyOutDir'];
  execFileSync(process.execPath, [vite, 'build', source, ...into, '--logLevel', 'warn'], { stdio: 'inherit' });
  for (const file of ['index.js', 'index.d.ts']) cpSync(join(source, file), join(folder, file));
}

function declarationPaths({ folder, source }: Built): [string, string[]][] {
  return Object.entries(source.exports ?? {}).map(([entry, target]) => [
    join(source.name, entry),
    [join(folder, published(target).types)],
  ]);
}

/** What stands for an entry once it is built; what is JavaScript already stays as it is. */
function published(target: string | { readonly types: string; readonly default: string }) {
  if (typeof target !== 'string') return target;
  return { types: builtPath(target, '.d.ts'), default: builtPath(target, '.js') };
}

/** `./src/index.ts` becomes `./dist/index.js`. */
function builtPath(target: string, extension: string): string {
  return target.replace(/^\.\/src\//, `./${CODE}/`).replace(/\.ts$/, extension);
}

/** What the code reads at run time and the compiler does not copy. */
function copyAssets(source: string, folder: string): void {
  const isWanted = (path: string) => !path.endsWith('.ts');
  cpSync(join(source, 'src'), join(folder, CODE), { recursive: true, filter: isWanted });
}

function readManifest(source: string): PackageJson {
  return JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
}

function writeManifest(folder: string, source: PackageJson): void {
  const { exports: entries, devDependencies: _, scripts: __, ...kept } = source;
  const mapped = Object.entries(entries ?? {}).map(([entry, target]) => [entry, published(target)]);
  const manifest = entries === undefined ? kept : { ...kept, exports: Object.fromEntries(mapped) };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
}

/** The command starts the source in the repository and the built code in the package. */
function copyBin(source: string, folder: string): void {
  const bin = join(source, 'bin', 'rollcall.js');
  if (!existsSync(bin)) return;
  const text = readFileSync(bin, 'utf8');
  const built = text.replace('../src/main.ts', `../${CODE}/main.js`);
  if (built === text) throw new Error(`${relative(ROOT, bin)} does not import ../src/main.ts: nothing to replace.`);
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'bin', 'rollcall.js'), built, { mode: 0o755 });
}

/** The package's own, or the repository's. */
function copyNearest(source: string, folder: string, file: string): void {
  const found = [source, dirname(dirname(source))].map((at) => join(at, file)).find((path) => existsSync(path));
  if (found !== undefined) cpSync(found, join(folder, file));
}

try {
  main();
} catch (error) {
  // The compiler has said what is wrong.
  process.stderr.write(`build: ${error instanceof Error ? error.message.split('\n', 1)[0] : String(error)}\n`);
  process.exitCode = 1;
}
