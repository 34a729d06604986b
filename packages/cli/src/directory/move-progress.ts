import type { SingleBar } from 'cli-progress';

export interface MoveProgress {
  readonly update: (progress: { readonly step: string; readonly table: string; readonly rows: number }) => void;
  readonly stop: () => void;
}

/** What is being moved, on a terminal; nothing elsewhere, and nothing on stdout ever. */
export async function startMoveProgress(): Promise<MoveProgress> {
  if (process.stderr.isTTY !== true) return { update: () => {}, stop: () => {} };
  const { default: cliProgress } = await import('cli-progress');
  const bar: SingleBar = new cliProgress.SingleBar({
    format: '{step} {table}: {rows} rows, {duration_formatted}',
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
    fps: 10,
  });
  bar.start(1, 0, { step: 'open', table: 'the store', rows: '0' });
  return {
    update: ({ step, table, rows }) => bar.update(0, { step, table, rows: rows.toLocaleString('en') }),
    stop: () => bar.stop(),
  };
}
