import { Failure } from '../failure.ts';
import { printableText } from '../output/printable-text.ts';
import { delimiterOf, type Line, readCells } from './user-list-csv.ts';
import { readUserWord, USER_ALLOWED, type UserWord } from './user-word.ts';

/** How many bad lines are named: the rest only counted. */
const NAMED = 10;

/**
 * Reads a list of people: one a line, blank lines and what follows a `#` left out; or CSV with a header that has a column
 * `id` or `email`. Where both are there, `id` counts, and `email` in the rows without.
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
      ? lines.map((line) => ({ number: line.number, text: withoutQuotes(withoutComment(line.text)) }))
      : await readCells(lines.slice(first.number - 1), delimiter, name);
  return readWords(
    named.filter((line) => line.text !== ''),
    { name, csv: delimiter !== undefined },
  );
}

function decode(bytes: Uint8Array, name: string): string {
  try {
    // UTF-16 without a mark would pass for UTF-8: it is full of NUL. The byte order mark is taken off.
    if (!bytes.includes(0)) return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  throw new Failure(`${name} is not text in UTF-8. Save it with the encoding UTF-8.`);
}

/** An address may hold a `#`, so that a comment begins the line or follows a blank. */
function withoutComment(text: string): string {
  return text.replace(/(?:^|\s)#.*$/u, '').trim();
}

/** As a spreadsheet of one column writes it. */
function withoutQuotes(text: string): string {
  return text.replace(/^"(.*)"$/u, '$1').trim();
}

const NEEDS_HEADER = 'A CSV file needs a first line with a column id or email';

/** Several cells are no name: an address may hold a comma, but nobody has one. */
const SEVERAL_CELLS = /[,;\t]/;

interface ListSource {
  readonly name: string;
  readonly csv: boolean;
}

function readWords(lines: readonly Line[], { name, csv }: ListSource): readonly UserWord[] {
  const words: UserWord[] = [];
  const bad: Line[] = [];
  for (const line of lines) {
    const word = SEVERAL_CELLS.test(line.text) ? undefined : readUserWord(line.text);
    if (word === undefined) bad.push(line);
    else words.push(word);
  }
  if (bad.length === 0) return words;
  const named = bad.slice(0, NAMED).map(({ number, text }) => `line ${number}: "${shorten(text)}"`);
  const more = bad.length > NAMED ? ` and ${bad.length - NAMED} more` : '';
  const header = !csv && bad.some(({ text }) => SEVERAL_CELLS.test(text)) ? `. ${NEEDS_HEADER}` : '';
  throw new Failure(`${name}: ${named.join(', ')}${more}: not ${USER_ALLOWED}${header}. Nothing was done.`);
}

function shorten(text: string): string {
  const printable = printableText(text);
  return printable.length > 60 ? `${printable.slice(0, 60)}…` : printable;
}
