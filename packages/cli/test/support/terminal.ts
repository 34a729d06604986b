import type { TestContext } from 'node:test';
import unicodeGraphemes from '@xterm/addon-unicode-graphemes';
import type { Terminal as Emulator } from '@xterm/headless';
import xterm from '@xterm/headless';
import { BIN, cleanEnvironment, DEADLINE_MS } from './rollcall.ts';
import { type Look, lookOf, screenLines, wholeText } from './screen.ts';

const KEYS = {
  enter: '\r',
  tab: '\t',
  escape: '\x1b',
  backspace: '\x7f',
  space: ' ',
  up: '\x1b[A',
  down: '\x1b[B',
  right: '\x1b[C',
  left: '\x1b[D',
  'ctrl-c': '\x03',
  'ctrl-d': '\x04',
  'ctrl-u': '\x15',
  'ctrl-z': '\x1a',
  'ctrl-\\': '\x1c',
} as const;

export interface TerminalOptions {
  /** Characters a line; 100 unless given. */
  readonly columns?: number;
  /** Lines; 30 unless given. */
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** A program in a terminal, as a person sees and uses it. */
export interface Terminal {
  /** What the screen shows now, from its top: without trailing blanks and without the empty lines at the end. */
  lines(): readonly string[];
  /** All that was shown, what has scrolled off the top included; lines broken at the edge are whole again. */
  text(): string;
  /** Resolves once `text()` holds this. Fails if it has not within the deadline, or the program ended without it. */
  waitFor(expected: string | RegExp): Promise<void>;
  /** Resolves once the condition holds, asked after each change of the screen. */
  waitUntil(condition: () => boolean, what: string): Promise<void>;
  /** Types a text; `\r` is the Enter key. */
  type(text: string): void;
  press(...keys: readonly (keyof typeof KEYS)[]): void;
  /** Where the cursor is: the line of the screen and the column, from 0. */
  cursor(): { readonly row: number; readonly column: number };
  /** How the text looks where it stands on the screen: colour, bold, dim, inverse. */
  look(text: string): Look;
  resize(columns: number, rows: number): void;
  signal(signal: NodeJS.Signals): void;
  /** Waits for the end: the exit code, or 128 and the signal's number, as a shell tells it. */
  exitCode(): Promise<number>;
}

// An addon of machine code: there is none for every system.
const pty = await import('@lydell/node-pty').catch(() => undefined);

/** For the `skip` of tests that need a terminal: why there is none here, or false. */
export const noTerminal: string | false =
  pty === undefined && 'node-pty, which makes pseudo-terminals, has no binary for this system';

/** Runs the command in a terminal. It is ended with the test. */
export function rollcallInTerminal(
  context: TestContext,
  args: readonly string[],
  options: TerminalOptions = {},
): Terminal {
  return openTerminal(context, process.execPath, [BIN, ...args], options);
}

/** Runs any program in a terminal, a shell for example. It is ended with the test. */
export function openTerminal(
  context: TestContext,
  file: string,
  args: readonly string[],
  { columns: cols = 100, rows = 30, env, cwd = process.cwd() }: TerminalOptions = {},
): Terminal {
  if (pty === undefined) throw new Error(String(noTerminal));
  const emulator = new xterm.Terminal({ cols, rows, scrollback: 10_000, allowProposedApi: true });
  // As terminals of today: an emoji takes two cells, whatever it is put together from.
  emulator.loadAddon(new unicodeGraphemes.UnicodeGraphemesAddon());
  const program = pty.spawn(file, [...args], {
    cols,
    rows,
    cwd,
    name: 'xterm-256color',
    env: terminalEnvironment(env),
  });
  program.onData((data) => emulator.write(data));
  // Programs ask a terminal where its cursor is, and wait for the answer.
  emulator.onData((data) => program.write(data));
  let running = true;
  const ended = new Promise<number>((resolve) => {
    program.onExit(({ exitCode, signal = 0 }) => {
      running = false;
      emulator.write('', () => resolve(signal > 0 ? 128 + signal : exitCode));
    });
  });
  context.after(async () => {
    if (running) program.kill('SIGKILL');
    await ended;
    emulator.dispose();
  });

  const waitUntil = (condition: () => boolean, what: string) => untilScreen(emulator, ended, condition, what);
  return {
    lines: () => screenLines(emulator),
    text: () => wholeText(emulator),
    waitFor: (expected) => waitUntil(() => holds(wholeText(emulator), expected), String(expected)),
    waitUntil,
    type: (text) => program.write(text),
    press: (...keys) => program.write(keys.map((key) => KEYS[key]).join('')),
    cursor: () => ({ row: emulator.buffer.active.cursorY, column: emulator.buffer.active.cursorX }),
    look: (text) => lookOf(emulator, text),
    resize(columns, lines) {
      emulator.resize(columns, lines);
      program.resize(columns, lines);
    },
    signal: (signal) => program.kill(signal),
    exitCode: () => inTime(ended, () => `The program did not end. The screen:\n${wholeText(emulator)}`),
  };
}

/** As of a person's own terminal: what CI systems set would change what a program shows. */
function terminalEnvironment(env: TerminalOptions['env']): NodeJS.ProcessEnv {
  const { CI: _, NO_COLOR: _1, FORCE_COLOR: _2, NODE_DISABLE_COLORS: _3, ...kept } = cleanEnvironment();
  return { ...kept, COLORTERM: 'truecolor', LANG: 'C.UTF-8', ...env };
}

function holds(text: string, expected: string | RegExp): boolean {
  return typeof expected === 'string' ? text.includes(expected) : expected.test(text);
}

/** Resolves once the condition holds; the screen is looked at after each change, and once more after the end. */
async function untilScreen(
  emulator: Emulator,
  ended: Promise<number>,
  condition: () => boolean,
  what: string,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const look = () => {
    if (condition()) resolve();
  };
  const watch = emulator.onWriteParsed(look);
  const explain = (why: string) => `${why}: ${what}. The screen:\n${wholeText(emulator)}`;
  ended.then((code) => {
    look();
    reject(new Error(explain(`The program ended with ${code} before this was there`)));
  });
  look();
  await inTime(promise, () => explain('This did not appear')).finally(() => watch.dispose());
}

async function inTime<T>(work: Promise<T>, explain: () => string): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(explain())), DEADLINE_MS);
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
}
