import type { SingleBar } from 'cli-progress';

/** Progress on a terminal; nothing elsewhere, and nothing on stdout ever. */
export interface Progress {
  /**
   * @param done of `total`
   * @param count of `things`
   */
  update(done: number, count: number): void;
  /** Lets something be printed above the bar. */
  aside<T>(print: () => T): T;
  stop(): void;
}

export interface ProgressSubject {
  /** `Importing` */
  readonly doing: string;
  /** What is counted: `records`. */
  readonly things: string;
  /** How much there is to do; undefined where it is not known, as for standard input. */
  readonly total: number | undefined;
  /** False where it will be over in a moment. True unless given. */
  readonly worthwhile?: boolean;
}

/** Where there is nobody to look at it. */
const SILENT: Progress = { update: () => {}, aside: (print) => print(), stop: () => {} };

/** There is one stderr, and one bar on it at the most. */
let shown: Progress = SILENT;

/** Writes a line to stderr; where there is a bar, above it. */
export function writeAboveProgress(line: string): void {
  shown.aside(() => process.stderr.write(`${line}\n`));
}

const CLEAR_LINE = '\r\u001b[2K';
const SAVE_CURSOR = '\u001b7';

export async function startProgress({ doing, things, total, worthwhile = true }: ProgressSubject): Promise<Progress> {
  const { stderr } = process;
  if (stderr.isTTY !== true || !worthwhile) return SILENT;
  const { default: cliProgress } = await import('cli-progress');
  const format =
    total === undefined
      ? `${doing}: {count} ${things}, {duration_formatted}`
      : `${doing} [{bar}] {percentage} % | {count} ${things} | {eta_formatted} left`;
  const bar: SingleBar = new cliProgress.SingleBar(
    { format, stream: stderr, hideCursor: true, clearOnComplete: true, fps: 10 },
    cliProgress.Presets.shades_classic,
  );
  bar.start(total ?? 1, 0, { count: '0' });
  shown = {
    // The last byte is read before the last record is stored: full is shown only by the end.
    update: (done, count) =>
      bar.update(total === undefined ? 0 : Math.min(done, total), { count: count.toLocaleString('en') }),
    aside(print) {
      if (!bar.isActive) return print();
      stderr.write(CLEAR_LINE);
      const result = print();
      // Where the bar goes back to in the end: below what was printed.
      stderr.write(SAVE_CURSOR);
      bar.render();
      return result;
    },
    stop() {
      bar.stop();
      shown = SILENT;
    },
  };
  return shown;
}
