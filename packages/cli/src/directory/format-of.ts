import type { DirectoryFormat } from '@rollcall/server/directory';
import { UsageError } from '../failure.ts';

/**
 * The format of a directory file, by its name.
 *
 * @param otherWay the way out where the name does not say it, as the end of a sentence
 * @throws UsageError if the name does not say it
 */
export async function formatOf(file: string, otherWay = ''): Promise<DirectoryFormat> {
  const { directoryFormatOf } = await import('@rollcall/server/directory');
  const format = directoryFormatOf(file);
  if (format !== undefined) return format;
  throw new UsageError(
    file === '-'
      ? 'From standard input the format is not plain. Give --format json, csv or ndjson.'
      : `The format of ${file} is not plain from its name. Allowed: .json, .csv, .ndjson, .jsonl${otherWay}.`,
  );
}
