import type { TableColour } from './aligned-table.ts';
import { terminalWidth } from './print.ts';
import { writeOut } from './write-out.ts';

/** How a list is printed. */
export const OUTPUT_FORMATS = ['table', 'json', 'ndjson', 'csv'] as const;
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

/** A column of a table or a CSV file. */
export interface OutputColumn<T> {
  /** The heading in CSV. */
  readonly key: string;
  /** The heading in a table. */
  readonly title: string;
  readonly text: (record: T) => string;
  /** Cut off where the terminal is too narrow for the whole. */
  readonly shrinks?: boolean;
  /** Characters to keep free from the start, because wider ones will come. */
  readonly least?: number;
  readonly colour?: (record: T) => TableColour | undefined;
}

export interface OutputShape<T> {
  readonly columns: readonly OutputColumn<T>[];
  /** What JSON and NDJSON hold of a record. */
  readonly document: (record: T) => unknown;
}

/** Takes records as they come and prints them to stdout, holding none. */
export interface RecordOutput<T> {
  /** Resolves when the reader of stdout has caught up. */
  write(records: readonly T[]): Promise<void>;
  /** Completes what was written. Without it a JSON array is left open, so that nobody takes a part for the whole. */
  end(): Promise<void>;
}

/** Opens an output of records on stdout. */
export async function openRecords<T>(format: OutputFormat, shape: OutputShape<T>): Promise<RecordOutput<T>> {
  const { columns, document } = shape;
  if (format === 'json') return jsonArray(document);
  if (format === 'ndjson') {
    const lines = (records: readonly T[]) => records.map((record) => `${JSON.stringify(document(record))}\n`).join('');
    return { write: (records) => writeOut(lines(records)), end: async () => {} };
  }
  return format === 'csv' ? csv(columns) : table(columns);
}

/** One record on a line, so that two lists can be compared line by line. */
function jsonArray<T>(document: (record: T) => unknown): RecordOutput<T> {
  let count = 0;
  return {
    async write(records) {
      const parts = records.map((record) => `${count++ === 0 ? '[\n' : ',\n'}  ${JSON.stringify(document(record))}`);
      await writeOut(parts.join(''));
    },
    end: () => writeOut(count === 0 ? '[]\n' : '\n]\n'),
  };
}

async function csv<T>(columns: readonly OutputColumn<T>[]): Promise<RecordOutput<T>> {
  const { stringify } = await import('csv-stringify/sync');
  // A spreadsheet would run a cell that begins with = + - @ as a formula: an apostrophe before it makes it text.
  const lines = (rows: string[][]) => stringify(rows, { escape_formulas: true, record_delimiter: 'unix' });
  let header = `${columns.map(({ key }) => key).join(',')}\n`;
  const write = (records: readonly T[]) => {
    const text = header + lines(records.map((record) => columns.map(({ text: cell }) => cell(record))));
    header = '';
    return writeOut(text);
  };
  return { write, end: () => (header === '' ? Promise.resolve() : write([])) };
}

async function table<T>(columns: readonly OutputColumn<T>[]): Promise<RecordOutput<T>> {
  const { AlignedTable } = await import('./aligned-table.ts');
  const aligned = new AlignedTable(columns, { terminal: process.stdout.isTTY === true, width: terminalWidth() });
  const cellsOf = (record: T) => columns.map(({ text, colour }) => ({ text: text(record), colour: colour?.(record) }));
  return {
    async write(records) {
      if (records.length > 0) await writeOut(aligned.render(records.map(cellsOf)));
    },
    end: async () => {},
  };
}
