import type { Row } from '../row.ts';
import type { ColumnKind, CopiedTable } from './copied-tables.ts';

/** One row, its values in the order of the table's columns. */
export type CopiedRow = readonly (string | number | null)[];

/** Where rows come from: one state of the store, as often as it is walked. */
export interface CopySource {
  rows(table: CopiedTable): Iterable<CopiedRow>;
  /** Whether somebody has changed the store since that state. */
  hasChanged(): boolean;
  close(): void;
}

/** Where rows go to: all of them, or none. */
export interface CopyTarget {
  /** Takes a table's rows in their order. */
  fill(table: CopiedTable, rows: Iterable<CopiedRow>): Promise<void>;
  /** The rows as they are stored there now, in their order. */
  rows(table: CopiedTable): AsyncIterable<CopiedRow>;
  /** Makes everything visible, for good. */
  commit(): Promise<void>;
  /** Lets go; without a commit nothing is left. May be called again. */
  close(): Promise<void>;
}

/** A driver's row as a copied one. @param nameOf what a `name` means that an engine stores in its own form */
export function copiedRow(table: CopiedTable, row: Row, nameOf: (stored: string) => string): CopiedRow {
  return Object.entries(table.columns).map(([column, kind]) => copiedValue(row[column], kind, column, nameOf));
}

function copiedValue(
  value: unknown,
  kind: ColumnKind,
  column: string,
  nameOf: (stored: string) => string,
): string | number | null {
  if (value === null) return null;
  if (typeof value === 'string') return kind === 'name' ? nameOf(value) : value.replaceAll('\0', '\ufffd');
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex');
  throw new TypeError(`The store holds ${typeof value} in column ${column}.`);
}
