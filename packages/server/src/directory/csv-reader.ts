import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, Parser } from 'csv-parse';
import type { CheckedChunk } from './checked-bytes.ts';
import { CsvHeader } from './csv-header.ts';
import { CsvLines } from './csv-lines.ts';
import { DirectoryFileError } from './directory-file-error.ts';
import type { DirectoryImporter } from './directory-importer.ts';

const LONGEST_ROW = 1024 * 1024;
const NOWHERE = { line: undefined };

/** Reads one person per row below a header. `accountId` is the account of rows that name none. */
export async function readCsv(
  chunks: AsyncIterable<CheckedChunk>,
  importer: DirectoryImporter,
  accountId: string | undefined,
): Promise<void> {
  let header: CsvHeader | undefined;
  const lines = new CsvLines();
  const parser = new Parser({
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
    // A mixture of line ends is common in files that were edited.
    record_delimiter: ['\r\n', '\n', '\r'],
    on_record: (cells: string[], info: { readonly lines: number }): null => {
      const line = lines.begin(cells, info.lines);
      if (header === undefined) header = new CsvHeader(cells, line, accountId);
      else header.take(cells, line, importer);
      return null;
    },
  });
  try {
    await pipeline(Readable.from(bytesOf(chunks)), parser.resume());
  } catch (error) {
    throw error instanceof CsvError ? refused(error, lines) : error;
  }
  if (header === undefined)
    throw new DirectoryFileError('The file has no header row: email,display_name,role', NOWHERE);
}

async function* bytesOf(chunks: AsyncIterable<CheckedChunk>): AsyncGenerator<Buffer> {
  for await (const { bytes } of chunks) yield bytes;
}

const REFUSALS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'A quoted cell is never closed. Add the missing " and write a " inside a cell as "".',
  CSV_INVALID_CLOSING_QUOTE: 'There is text after a closing ". Write a " inside a quoted cell as "".',
  INVALID_OPENING_QUOTE: 'There is a " in the middle of a cell. Put the whole cell in quotes and write the " as "".',
  CSV_MAX_RECORD_SIZE: 'The row is longer than 1 MiB. Is there a " that is never closed?',
};

const RUN_ON: readonly string[] = ['CSV_QUOTE_NOT_CLOSED', 'CSV_MAX_RECORD_SIZE'];

function refused(error: CsvError, lines: CsvLines): DirectoryFileError {
  const at = typeof error.lines === 'number' ? lines.corrected(error.lines) : undefined;
  // A quote that is never closed swallows the rest of the file: its row is where to look, not the end.
  const line = RUN_ON.includes(error.code) ? lines.next : at;
  return new DirectoryFileError(REFUSALS[error.code] ?? 'The row is not valid CSV (RFC 4180).', { line });
}
