import { DIRECTORY_CSV_COLUMNS } from '@rollcall/contract/directory-file';
import { DirectoryFileError } from './directory-file-error.ts';
import type { DirectoryImporter } from './directory-importer.ts';
import { shownValue } from './shown-value.ts';
import { fieldName, suggestion } from './unknown-name.ts';

const ACCOUNT_COLUMN = 'account_id';
const KNOWN: readonly string[] = [...DIRECTORY_CSV_COLUMNS, ACCOUNT_COLUMN];
const REQUIRED: readonly string[] = ['email', 'display_name'];
/** Spreadsheets write TRUE and FALSE. */
const BOOLEAN_COLUMNS: readonly string[] = ['externally_managed', 'security_group'];
const BOOLEANS: Readonly<Record<string, boolean>> = { true: true, false: false };

/** The first row, and what it makes of the others. */
export class CsvHeader {
  readonly #columns: readonly string[];
  readonly #accountId: string | undefined;

  /** @throws DirectoryFileError for unknown, repeated or missing columns. */
  constructor(cells: readonly string[], line: number, accountId: string | undefined) {
    this.#columns = cells.map((cell) => cell.trim());
    this.#accountId = accountId;
    this.#check(line);
  }

  /** Hands the person of a row on. Empty cells count as left out. */
  take(cells: readonly string[], line: number, importer: DirectoryImporter): void {
    if (cells.length !== this.#columns.length) throw this.#wrongCount(cells, line);
    const value: Record<string, unknown> = {};
    for (let index = 0; index < cells.length; index += 1) {
      const column = this.#columns[index] ?? '';
      const cell = cells[index] ?? '';
      if (cell === '') continue;
      value[column] = BOOLEAN_COLUMNS.includes(column) ? toBoolean(cell, line, column) : cell;
    }
    const accountId = typeof value.account_id === 'string' ? value.account_id : this.#accountId;
    if (accountId === undefined) {
      throw new DirectoryFileError('The cell is empty. Name the account in every row, or start the import for one.', {
        line,
        field: ACCOUNT_COLUMN,
      });
    }
    importer.user({ value, line }, accountId);
  }

  #check(line: number): void {
    const seen = new Set<string>();
    for (const column of this.#columns) {
      if (!KNOWN.includes(column)) throw unknownColumn(column, line);
      if (seen.has(column)) {
        throw new DirectoryFileError('The column stands there twice. Keep one.', { line, field: column });
      }
      seen.add(column);
    }
    const missing = REQUIRED.find((column) => !seen.has(column));
    if (missing !== undefined) {
      throw new DirectoryFileError('The column is missing from the header.', { line, field: missing });
    }
    if (this.#accountId === undefined && !seen.has(ACCOUNT_COLUMN)) {
      throw new DirectoryFileError(
        'The file does not say which account its people belong to. Start the import for an account, or add this column.',
        { line, field: ACCOUNT_COLUMN },
      );
    }
  }

  #wrongCount(cells: readonly string[], line: number): DirectoryFileError {
    return new DirectoryFileError(
      `The row has ${cells.length} cells, the header has ${this.#columns.length}. Put cells with a comma in them in quotes.`,
      { line },
    );
  }
}

function unknownColumn(column: string, line: number): DirectoryFileError {
  if (column.includes(';') || column.includes('\t')) {
    const reason = 'The columns are not separated by commas. Save the file with commas between the cells.';
    return new DirectoryFileError(reason, { line });
  }
  if (column === '') return new DirectoryFileError('A column has no name.', { line });
  if (column.includes('@')) {
    return new DirectoryFileError('The header row is missing. Begin with: email,display_name,role', { line });
  }
  const reason = `There is no such column. ${suggestion(column, KNOWN, 'columns')}`;
  return new DirectoryFileError(reason, { line, field: fieldName(column) });
}

function toBoolean(cell: string, line: number, field: string): boolean {
  const value = BOOLEANS[cell.toLowerCase()];
  if (value !== undefined) return value;
  throw new DirectoryFileError(`${shownValue(cell)} is not allowed. Allowed: true, false.`, { line, field });
}
