import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, lstatSync, readdirSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ReplayedImage, replayImage } from './replayed-image.ts';

/** Bounds a wait that would otherwise hang the run; far beyond what anything here takes. Milliseconds. */
const DEADLINE_MS = 60_000;

export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** The image in a folder that the user of the image can reach, with everything but its volumes made read-only. */
export async function makeImage(): Promise<ReplayedImage & { remove(): void }> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-image-'));
  chmodSync(folder, 0o755);
  const remove = () => {
    forEachFolder(folder, (path) => chmodSync(path, 0o700));
    rmSync(folder, { recursive: true });
  };
  try {
    const image = replayImage(folder);
    const volumes = image.volumes.map((volume) => join(image.root, volume));
    forEachFolder(image.root, (path) => {
      if (!volumes.some((volume) => path.startsWith(volume))) chmodSync(path, 0o555);
    });
    return { ...image, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** The folder first, then those in it: on the way in each is made accessible before it is entered. */
function forEachFolder(path: string, visit: (path: string) => void): void {
  visit(path);
  for (const name of readdirSync(path)) {
    if (lstatSync(join(path, name)).isDirectory()) forEachFolder(join(path, name), visit);
  }
}

/** Starts a program of the image as a container engine would: its user, its variables, its working folder. */
export function startIn(
  image: ReplayedImage,
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
): ChildProcess {
  const [program = '', ...args] = argv.map((word) => (word.startsWith('/app/') ? join(image.root, word) : word));
  const bin = join(image.root, 'usr/local/bin');
  // Whoever is not the superuser cannot become somebody else, and runs it as themselves.
  const identity = process.getuid?.() === 0 ? image.user : {};
  return spawn(join(bin, program), args, {
    ...identity,
    cwd: join(image.root, image.workdir),
    env: { PATH: `${bin}:/usr/bin:/bin`, ...image.env, HOME: join(image.root, image.env.HOME ?? ''), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs a program of the image to its end. */
export async function runIn(
  image: ReplayedImage,
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const child = startIn(image, argv, env);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return { code: await endOf(child), output };
}

/** The exit code, or undefined behaviour made visible: a process that does not end fails the test. */
export async function endOf(child: ChildProcess): Promise<number | null> {
  const [code] = await once(child, 'close', { signal: AbortSignal.timeout(DEADLINE_MS) });
  return code;
}

/** The first line a program prints, or a failure that says what it printed instead. */
export async function firstLine(child: ChildProcess): Promise<string> {
  let text = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  const lines = child.stdout;
  if (lines === null) throw new Error('Its output is not read.');
  const ended = once(child, 'close').then(([code]) => {
    throw new Error(`It ended with ${code}: ${text}`);
  });
  const [line] = await Promise.race([once(lines, 'data', { signal: AbortSignal.timeout(DEADLINE_MS) }), ended]);
  ended.catch(() => {});
  return String(line).split('\n', 1)[0] ?? '';
}
