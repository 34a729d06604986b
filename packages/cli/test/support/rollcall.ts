import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';

export const BIN = fileURLToPath(new URL('../../bin/rollcall.js', import.meta.url));
/** Bounds a wait that would otherwise hang the run; far beyond what anything here takes. Milliseconds. */
export const DEADLINE_MS = 60_000;

const NO_PROFILES = join(tmpdir(), 'rollcall-cli-test-without-profiles');

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly input?: string;
  /** A file that stdout goes to instead of being collected. */
  readonly stdout?: string;
}

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The environment of this process without what would change the command's settings. */
export function cleanEnvironment(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(ROLLCALL|npm)_|^(https?|no|all)_proxy$/i.test(name));
  // Whoever runs the tests may have profiles: these are not theirs.
  return { ...Object.fromEntries(kept), ROLLCALL_HOME: NO_PROFILES, ...more };
}

function start(args: readonly string[], options: RunOptions): ChildProcess {
  const file = options.stdout === undefined ? undefined : openSync(options.stdout, 'w');
  try {
    return spawn(process.execPath, [BIN, ...args], {
      env: cleanEnvironment(options.env),
      cwd: options.cwd,
      stdio: ['pipe', file ?? 'pipe', 'pipe'],
    });
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Runs the command to its end. */
export async function rollcall(args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const child = start(args, options);
  const output = collect(child);
  child.stdin?.on('error', () => {});
  child.stdin?.end(options.input ?? '');
  const code = await exitOf(child);
  return { code, ...output() };
}

/** Runs the command to its end and reads its one JSON document. Fails the test if it did not end well. */
export async function rollcallJson(args: readonly string[], options: RunOptions = {}) {
  const { code, stdout, stderr } = await rollcall([...args, '--json'], options);
  if (code !== 0) throw new Error(`rollcall ${args.join(' ')} ended with ${code}: ${stderr}`);
  return JSON.parse(stdout);
}

function collect(child: ChildProcess): () => { stdout: string; stderr: string } {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return () => ({ stdout, stderr });
}

function exitOf(child: ChildProcess): Promise<number | null> {
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  const timer = setTimeout(() => {
    child.kill('SIGKILL');
    reject(new Error(`The command did not end: ${child.spawnargs.join(' ')}`));
  }, DEADLINE_MS);
  child.once('close', (code) => {
    clearTimeout(timer);
    resolve(code);
  });
  return promise;
}

/** A command that keeps running. */
export interface Running {
  readonly child: ChildProcess;
  /** What it has written so far. */
  output(): { readonly stdout: string; readonly stderr: string };
  /** Resolves with the exit code when it ends by itself. */
  readonly exited: Promise<number | null>;
  /** Sends the signal and waits for the end; the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Starts the command and waits until what it wrote satisfies `ready`. It is stopped when the test ends. */
export async function startRollcall(
  context: TestContext,
  args: readonly string[],
  ready: (stdout: string, stderr: string) => boolean,
  options: RunOptions = {},
): Promise<Running> {
  const child = start(args, options);
  const output = collect(child);
  const exited = exitAtSomeTime(child);
  context.after(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const look = () => {
    const { stdout, stderr } = output();
    if (ready(stdout, stderr)) resolve();
  };
  child.stdout?.on('data', look);
  child.stderr?.on('data', look);
  const timer = setTimeout(() => reject(new Error(`It did not get ready: ${output().stderr}`)), DEADLINE_MS);
  exited.then((code) => reject(new Error(`It ended with ${code}: ${output().stderr}`)));
  await promise.finally(() => clearTimeout(timer));
  const stop = (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal);
    return exitOf(child);
  };
  return { child, output, stop, exited };
}

function exitAtSomeTime(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('close', resolve);
  });
}

/** What serve and sandbox say with --json. */
export interface ReadyLine {
  readonly base_url: string;
  readonly console_url?: string;
  readonly ca_file?: string;
  readonly region: string;
  readonly telemetry_url: string;
  readonly control_url?: string;
  readonly data_dir?: string;
  readonly database?: string;
  readonly account_id?: string;
  readonly client_id?: string;
  readonly client_secret?: string;
}

/** Starts serve or sandbox with --json on free ports, and reads the line. */
export async function startService(
  context: TestContext,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Running & { readonly line: ReadyLine }> {
  const all = [...args, '--json', '--port', '0'];
  const running = await startRollcall(context, all, (stdout) => stdout.includes('\n'), options);
  const line: ReadyLine = JSON.parse(running.output().stdout.split('\n', 1)[0] ?? '');
  return { ...running, line };
}

/** A folder of its own, gone when the test ends. */
export async function temporaryFolder(context: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-cli-test-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
