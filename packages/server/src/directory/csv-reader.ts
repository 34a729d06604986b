import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, type Info, Parser } from 'csv-parse';
import type { CheckedChunk } from './checked-bytes.ts';
import { CsvHeader } from './csv-header.ts';
import { DirectoryFileError } from './directory-file-error.ts';
import type { DirectoryImporter } from './directory-importer.ts';

const LONGEST_ROW = 1024 * 1024;

/** Reads one person per row below a header. `accountId` is the account of rows that name none. */
export async function readCsv(
  chunks: AsyncIterable<CheckedChunk>,
  importer: DirectoryImporter,
  accountId: string | undefined,
): Promise<void> {
  let header: CsvHeader | undefined;
  let line = 1;
  const onRecord = (cells: string[], info: Pick<Info, 'lines'>): null => {
    // The parser knows the line a row ends on; a row begins where quoted line breaks are taken off.
    line = info.lines - lineBreaks(cells);
    if (header === undefined) header = new CsvHeader(cells, line, accountId);
    else header.take(cells, line, importer);
    return null;
  };
  const parser = new Parser({
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
    // A mixture of both line ends is common in files that were edited; a lone CR is the old Mac's.
    record_delimiter: ['\r\n', '\n', '\r'],
    on_record: onRecord,
  });
  try {
    await pipeline(Readable.from(bytesOf(chunks)), parser.resume());
  } catch (error) {
    throw error instanceof CsvError ? refused(error) : error;
  }
  if (header === undefined) throw new DirectoryFileError('The file has no header row: email,display_name,…', { line });
}

async function* bytesOf(chunks: AsyncIterable<CheckedChunk>): AsyncGenerator<Buffer> {
  for await (const { bytes } of chunks) yield bytes;
}

function lineBreaks(cells: readonly string[]): number {
  let count = 0;
  for (const cell of cells) if (cell.includes('\n')) count += cell.split('\n').length - 1;
  return count;
}

const REFUSALS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'A quoted cell is never closed. Add the missing " and write a " inside a cell as "".',
  CSV_INVALID_CLOSING_QUOTE: 'There is text after a closing ". Write a " inside a quoted cell as "".',
  INVALID_OPENING_QUOTE: 'There is a " in the middle of a cell. Put the whole cell in quotes and write the " as "".',
  CSV_MAX_RECORD_SIZE: 'The row is longer than 1 MiB. Is there a " that is never closed?',
};

function refused(error: CsvError): DirectoryFileError {
  const line = typeof error.lines === 'number' ? error.lines : undefined;
  return new DirectoryFileError(REFUSALS[error.code] ?? 'The row is not valid CSV (RFC 4180).', { line });
}
