import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { Failure } from '../failure.ts';

/** What to start: a program with its words, or a line for the shell. */
export type ClientProgram = { readonly words: readonly string[] } | { readonly line: string };

/** How a client ended. */
export interface ClientEnd {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Why it failed, as far as it wrote that to stderr; empty where nobody listened. */
  readonly lastWords: string;
}

/** A client that is told to stop has this long, in milliseconds. */
const GRACE_MS = 1000;
const KEPT = 4096;

/**
 * Runs a client to its end. What it starts itself ends with it.
 *
 * @param signal tells it to stop; it is ended by force a moment later
 * @throws Failure if there is no such program
 */
export async function runClient(
  program: ClientProgram,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<ClientEnd> {
  // On a terminal the program must stay in the foreground, and Ctrl-C reaches it by itself.
  const ownGroup = process.platform !== 'win32' && !('words' in program && process.stdin.isTTY === true);
  const child = begin(program, { env, detached: ownGroup });
  const end = (how: NodeJS.Signals) => kill(child, how, ownGroup);
  // However this process ends, the client does not stay behind.
  const onExit = () => end('SIGKILL');
  process.on('exit', onExit);
  let force: NodeJS.Timeout | undefined;
  const stop = () => {
    end('SIGTERM');
    force = setTimeout(() => end('SIGKILL'), GRACE_MS);
  };
  const lastWords = listen(child);
  try {
    const ended = untilExit(child, program);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
    return { ...(await ended), lastWords: lastWords() };
  } finally {
    clearTimeout(force);
    signal.removeEventListener('abort', stop);
    process.off('exit', onExit);
    // What it left in the background would go on calling.
    if (ownGroup) end('SIGKILL');
  }
}

function begin(program: ClientProgram, options: SpawnOptions): ChildProcess {
  // The report alone goes to stdout.
  if ('words' in program) {
    const [file = '', ...words] = program.words;
    return spawn(file, words, { ...options, stdio: ['inherit', 2, 'inherit'] });
  }
  return spawn(program.line, { ...options, shell: true, stdio: ['ignore', 'ignore', 'pipe'] });
}

function kill(child: ChildProcess, signal: NodeJS.Signals, group: boolean): void {
  if (child.pid === undefined) return;
  try {
    if (group) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch {
    // It has ended already.
  }
}

function listen({ stderr }: ChildProcess): () => string {
  let heard = '';
  stderr?.setEncoding('utf8').on('data', (text: string) => {
    heard = `${heard}${text}`.slice(-KEPT);
  });
  return () => lastWordsIn(heard);
}

/** What says most: the last line that names an error, else the last one. Runtimes add a stack and their version behind it. */
function lastWordsIn(text: string): string {
  const lines = text.split('\n').flatMap((line) => line.trim() || []);
  return lines.findLast((line) => /^\S*(error|exception)\b/i.test(line)) ?? lines.at(-1) ?? '';
}

function untilExit(child: ChildProcess, program: ClientProgram): Promise<Pick<ClientEnd, 'code' | 'signal'>> {
  return new Promise((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, program)));
    // Not "close": whatever it left in the background may hold on to its stderr.
    child.once('exit', (code, signal) => setImmediate(() => resolve({ code, signal })));
  });
}

function explain(error: NodeJS.ErrnoException, program: ClientProgram): Error {
  const name = 'words' in program ? (program.words[0] ?? '') : program.line;
  if (error.code === 'ENOENT') return new Failure(`There is no command "${name}". Check its name, and the PATH.`);
  if (error.code === 'EACCES') return new Failure(`"${name}" may not be run. Check its permissions.`);
  return new Failure(`"${name}" cannot be run (${error.code}).`);
}
