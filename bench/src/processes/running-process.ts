import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';

export interface ProcessOptions {
  /** For Node.js: the program and its arguments. */
  readonly args: readonly string[];
  /** The core it has to itself; undefined: any. */
  readonly core?: number | undefined;
  /** Where its stderr goes, and its stdout too unless that is read. */
  readonly logFile: string;
  readonly ipc?: boolean;
  readonly readStdout?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

export interface RunningProcess {
  readonly child: ChildProcess;
  /** Never rejects. */
  readonly exited: Promise<void>;
  /** Ends it, with force when it does not go by itself. */
  stop(): Promise<void>;
}

const STOP_MS = 15_000;

/** Starts Node.js with a program, in the temporary folder, so that no configuration lying about is picked up. */
export function startProcess(options: ProcessOptions): RunningProcess {
  const { args, core, logFile } = options;
  const log = openSync(logFile, 'a');
  const command = [...(core === undefined ? [] : ['taskset', '-c', String(core)]), process.execPath, ...args];
  const [program = process.execPath, ...rest] = command;
  const child = spawn(program, rest, {
    cwd: tmpdir(),
    env: cleanEnvironment(options.env),
    stdio: ['ignore', options.readStdout ? 'pipe' : log, log, ...(options.ipc ? ['ipc' as const] : [])],
  });
  closeSync(log);
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const stop = async () => {
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await exited;
    clearTimeout(force);
  };
  return { child, exited, stop };
}

/** Settings of the user's own Rollcall would change what is measured. */
export function cleanEnvironment(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('ROLLCALL_') && name !== 'NODE_OPTIONS');
  return { ...Object.fromEntries(own), ...more };
}

/** Resident bytes of a process now, and at the most since it started. Undefined where the system does not tell. */
export function residentBytes(pid: number | undefined): { readonly now: number; readonly peak: number } | undefined {
  const status = readProc(pid, 'status');
  const kib = (field: string) => Number(new RegExp(`${field}:\\s*(\\d+) kB`).exec(status ?? '')?.[1] ?? Number.NaN);
  const memory = { now: kib('VmRSS') * 1024, peak: kib('VmHWM') * 1024 };
  return Number.isNaN(memory.now + memory.peak) ? undefined : memory;
}

/** Processor seconds a process has used, all threads. Undefined where the system does not tell. */
export function processorSeconds(pid: number | undefined): number | undefined {
  const stat = readProc(pid, 'stat');
  if (stat === undefined) return undefined;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]); // user and system time, in hundredths of a second on Linux
  return ticks / 100;
}

function readProc(pid: number | undefined, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid ?? 'none'}/${file}`, 'utf8');
  } catch {
    return undefined;
  }
}
