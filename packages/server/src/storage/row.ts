/** A row as a driver hands it out. The readers below turn it into typed values, and fail loudly where it differs. */
export type Row = Readonly<Record<string, unknown>>;

export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw unexpected(column, value);
  return value;
}

export function optionalText(row: Row, column: string): string | undefined {
  return row[column] === null ? undefined : text(row, column);
}

export function integer(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw unexpected(column, value);
  return value;
}

export function optionalInteger(row: Row, column: string): number | undefined {
  return row[column] === null ? undefined : integer(row, column);
}

export function bytes(row: Row, column: string): Uint8Array {
  const value = row[column];
  if (!(value instanceof Uint8Array)) throw unexpected(column, value);
  return value;
}

/** One of a closed set, as the schema's CHECK promises. */
export function oneOf<T extends string>(row: Row, column: string, values: readonly T[]): T {
  const value = text(row, column);
  const found = values.find((candidate) => candidate === value);
  if (found === undefined) throw unexpected(column, value);
  return found;
}

function unexpected(column: string, value: unknown): TypeError {
  return new TypeError(`The store holds ${value === null ? 'null' : typeof value} in column ${column}.`);
}
