import { Failure } from '../failure.ts';
import { printableText } from '../output/printable-text.ts';
import { readUserWord, USER_ALLOWED, type UserWord } from './user-word.ts';

/** How many bad lines are named: the rest only counted. */
const NAMED = 10;

interface Line {
  /** Counted from 1. */
  readonly number: number;
  readonly text: string;
}

/**
 * Reads a list of people: one a line, blank lines and what follows a `#` left out; or CSV with a header that has a column
 * `id` or `email`. Where both are there, `id` counts.
 *
 * @param name of the file, for messages
 * @throws Failure that names every line that names nobody (the first ten)
 */
export async function readUserList(bytes: Uint8Array, name: string): Promise<readonly UserWord[]> {
  const text = decode(bytes, name);
  const lines = text.split(/\r\n|\n|\r/).map((line, index) => ({ number: index + 1, text: line }));
  const first = lines.find((line) => withoutComment(line.text) !== '');
  if (first === undefined) return [];
  const delimiter = delimiterOf(first.text);
  const named =
    delimiter === undefined
      ? lines.map((line) => ({ number: line.number, text: withoutComment(line.text) }))
      : await readCells(lines.slice(first.number - 1), delimiter, name);
  return readWords(
    named.filter((line) => line.text !== ''),
    name,
  );
}

function decode(bytes: Uint8Array, name: string): string {
  try {
    // The byte order mark is taken off.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Failure(`${name} is not text in UTF-8. Save it with the encoding UTF-8.`);
  }
}

/** An address may hold a `#`, so that a comment begins the line or follows a blank. */
function withoutComment(text: string): string {
  return text.replace(/(?:^|\s)#.*$/u, '').trim();
}

function readWords(lines: readonly Line[], name: string): readonly UserWord[] {
  const words: UserWord[] = [];
  const bad: Line[] = [];
  for (const line of lines) {
    const word = readUserWord(line.text);
    if (word === undefined) bad.push(line);
    else words.push(word);
  }
  if (bad.length === 0) return words;
  const named = bad.slice(0, NAMED).map(({ number, text }) => `line ${number}: "${shorten(text)}"`);
  const more = bad.length > NAMED ? ` and ${bad.length - NAMED} more` : '';
  throw new Failure(`${name}: ${named.join(', ')}${more}: not ${USER_ALLOWED}. Nothing was done.`);
}

function shorten(text: string): string {
  const printable = printableText(text);
  return printable.length > 60 ? `${printable.slice(0, 60)}…` : printable;
}

/** Which delimiter makes the line a header of ours; undefined if none does. Spreadsheets take the one of their country. */
function delimiterOf(header: string): string | undefined {
  return [',', ';', '\t'].find((delimiter) => columnOf(header.split(delimiter)) !== undefined);
}

function columnOf(cells: readonly string[]): number | undefined {
  const names = cells.map((cell) =>
    cell
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .toLowerCase(),
  );
  const index = names.includes('id') ? names.indexOf('id') : names.indexOf('email');
  return index < 0 ? undefined : index;
}

async function readCells(lines: readonly Line[], delimiter: string, name: string): Promise<readonly Line[]> {
  const { CsvError, parse } = await import('csv-parse/sync');
  const before = (lines[0]?.number ?? 1) - 1;
  const rows: Line[] = [];
  try {
    let column: number | undefined;
    parse(lines.map(({ text }) => text).join('\n'), {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      on_record(cells: string[], { lines: number }: { readonly lines: number }) {
        if (column === undefined) column = columnOf(cells) ?? 0;
        // The apostrophe is what keeps a spreadsheet from taking the cell for a formula: see `users list --output csv`.
        else rows.push({ number: before + number, text: (cells[column] ?? '').trim().replace(/^'(?=[-=+@])/, '') });
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
