import { createHash } from 'node:crypto';
import { openPostgresCopy } from '../postgres/copy/postgres-target.ts';
import { openSqliteCopy } from '../sqlite/copy/sqlite-source.ts';
import { StorageRefused } from '../storage.ts';
import type { CopiedRow, CopySource, CopyTarget } from './copied-row.ts';
import { COPIED_TABLES, type CopiedTable } from './copied-tables.ts';

export interface MoveOptions {
  /** The data folder. */
  readonly from: string;
  /** Connection URL of the PostgreSQL database, which holds no store yet, or an empty one. */
  readonly to: string;
  /** Copies the state of this moment while a server goes on with the folder: for a rehearsal. */
  readonly live: boolean;
  /** Aborting leaves the database as it was. */
  readonly signal?: AbortSignal | undefined;
  /** Called now and then with the table and how many of its rows are done. */
  readonly onProgress?:
    | ((progress: { readonly step: 'copy' | 'compare'; readonly table: string; readonly rows: number }) => void)
    | undefined;
}

export interface MovedTable {
  readonly table: string;
  readonly rows: number;
  /** SHA-256 of every row in order, the same on both sides. Hex. */
  readonly digest: string;
}

const PROGRESS_ROWS = 1000;

/**
 * Copies a data folder into a PostgreSQL database, reads everything back and compares it row by row, and only then makes
 * it visible. All of it or nothing: after a failure it is simply begun again. The folder is left as it is.
 * @throws StorageRefused with a sentence for the operator
 */
export async function moveStore(options: MoveOptions): Promise<readonly MovedTable[]> {
  const source = await openSqliteCopy(options.from, options.live);
  try {
    const target = await openPostgresCopy(options.to);
    try {
      for (const table of COPIED_TABLES) await target.fill(table, watched(source.rows(table), 'copy', table, options));
      const moved: MovedTable[] = [];
      for (const table of COPIED_TABLES) moved.push(await compare(source, target, table, options));
      if (!options.live && source.hasChanged()) throw changed(options.from);
      options.signal?.throwIfAborted();
      await target.commit();
      return moved;
    } finally {
      await target.close();
    }
  } finally {
    source.close();
  }
}

/** Reads both sides in the same order, and compares every value. */
async function compare(
  source: CopySource,
  target: CopyTarget,
  table: CopiedTable,
  options: MoveOptions,
): Promise<MovedTable> {
  const digest = createHash('sha256');
  const expected = watched(source.rows(table), 'compare', table, options)[Symbol.iterator]();
  let rows = 0;
  for await (const row of target.rows(table)) {
    const text = JSON.stringify(row);
    const { value, done } = expected.next();
    if (done === true || JSON.stringify(value) !== text) throw differs(table, rows + 1);
    digest.update(`${text}\n`);
    rows += 1;
  }
  if (expected.next().done !== true) throw differs(table, rows + 1);
  return { table: table.name, rows, digest: digest.digest('hex') };
}

function* watched(
  rows: Iterable<CopiedRow>,
  step: 'copy' | 'compare',
  { name: table }: CopiedTable,
  { signal, onProgress }: MoveOptions,
): Generator<CopiedRow> {
  let count = 0;
  for (const row of rows) {
    yield row;
    count += 1;
    if (count % PROGRESS_ROWS !== 0) continue;
    signal?.throwIfAborted();
    onProgress?.({ step, table, rows: count });
  }
  onProgress?.({ step, table, rows: count });
}

function differs({ name }: CopiedTable, place: number): StorageRefused {
  return new StorageRefused(
    `What the database stored differs from the data folder in row ${place} of ${name}. Nothing was moved; ` +
      'this is a fault of Rollcall: please report it.',
  );
}

function changed(folder: string): StorageRefused {
  return new StorageRefused(
    `The data folder ${folder} was changed by a command while it was copied. Nothing was moved; run it again.`,
  );
}
