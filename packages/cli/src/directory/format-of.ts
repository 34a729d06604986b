import type { DirectoryFormat } from '@rollcall/server/directory';
import { UsageError } from '../failure.ts';

/**
 * The format of a directory file: as given, or by the file's name.
 *
 * @throws UsageError if neither says it
 */
export async function formatOf(file: string, given: DirectoryFormat | undefined): Promise<DirectoryFormat> {
  if (given !== undefined) return given;
  const { directoryFormatOf } = await import('@rollcall/server/directory');
  const format = directoryFormatOf(file);
  if (format !== undefined) return format;
  throw new UsageError(
    file === '-'
      ? 'From standard input the format is not plain. Give --format json, csv or ndjson.'
      : `The format of ${file} is not plain from its name. Allowed: .json, .csv, .ndjson, .jsonl; or give --format.`,
  );
}
