import { Failure } from '../failure.ts';

/** A line of a list that names somebody, or is meant to. */
export interface Line {
  /** Counted from 1. */
  readonly number: number;
  readonly text: string;
}

/** What is read of each row. */
type Columns = Partial<Record<'id' | 'email', number>>;

/** Which delimiter makes the line a header of ours; undefined if none does. Spreadsheets take the one of their country. */
export function delimiterOf(header: string): string | undefined {
  return [',', ';', '\t'].find((delimiter) => {
    const names = namesIn(header.split(delimiter));
    return names.includes('id') || names.includes('email');
  });
}

/**
 * What names the person of each row below the header: the id, or the email address where there is no id. Rows without
 * any text are left out; of those that name nobody the whole text is given, for the message.
 *
 * @throws Failure for what is not CSV, and for a column that is there twice
 */
export async function readCells(lines: readonly Line[], delimiter: string, name: string): Promise<readonly Line[]> {
  const { CsvError, parse } = await import('csv-parse/sync');
  const before = (lines[0]?.number ?? 1) - 1;
  const rows: Line[] = [];
  try {
    let columns: Columns | undefined;
    parse(lines.map(({ text }) => text).join('\n'), {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      on_record(cells: string[], { lines: number }: { readonly lines: number }) {
        if (columns === undefined) columns = columnsOf(cells, name);
        else rows.push({ number: before + number, text: personIn(cells, columns, delimiter) });
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const at = typeof error.lines === 'number' ? `, line ${before + error.lines}` : '';
    throw new Failure(`${name}${at}: this is not valid CSV (RFC 4180). Nothing was done.`);
  }
  return rows;
}

function personIn(cells: readonly string[], { id, email }: Columns, delimiter: string): string {
  // The apostrophe is what keeps a spreadsheet from taking the cell for a formula: see `users list --output csv`.
  const cell = (index = -1) => (cells[index] ?? '').trim().replace(/^'(?=[-=+@])/, '');
  const written = cell(id) || cell(email);
  if (written !== '') return written;
  return cells.some((each) => each.trim() !== '') ? cells.join(delimiter) : '';
}

function columnsOf(cells: readonly string[], name: string): Columns {
  const names = namesIn(cells);
  const columns: Columns = {};
  for (const column of ['id', 'email'] as const) {
    const index = names.indexOf(column);
    if (index !== names.lastIndexOf(column)) {
      throw new Failure(`${name} has more than one column ${column}. Leave one of them. Nothing was done.`);
    }
    if (index >= 0) columns[column] = index;
  }
  return columns;
}

function namesIn(cells: readonly string[]): readonly string[] {
  return cells.map((cell) =>
    cell
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .toLowerCase(),
  );
}
