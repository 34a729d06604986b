import type { SingleBar } from 'cli-progress';

/** Progress on a terminal; nothing elsewhere, and nothing on stdout ever. */
export interface Progress {
  update(bytes: number, records: number): void;
  stop(): void;
}

/** @param totalBytes undefined where it is not known, as for standard input */
export async function startProgress(totalBytes: number | undefined): Promise<Progress> {
  if (process.stderr.isTTY !== true) return { update: () => {}, stop: () => {} };
  const { default: cliProgress } = await import('cli-progress');
  const format =
    totalBytes === undefined
      ? 'Importing: {records} records, {duration_formatted}'
      : 'Importing [{bar}] {percentage} % | {records} records | {eta_formatted} left';
  const bar: SingleBar = new cliProgress.SingleBar(
    { format, stream: process.stderr, hideCursor: true, clearOnComplete: true, fps: 10 },
    cliProgress.Presets.shades_classic,
  );
  bar.start(totalBytes ?? 1, 0, { records: '0' });
  return {
    // The last byte is read before the last record is stored: full is shown only by the end.
    update: (bytes, records) =>
      bar.update(totalBytes === undefined ? 0 : Math.min(bytes, totalBytes), { records: records.toLocaleString('en') }),
    stop: () => bar.stop(),
  };
}
