import { extname } from 'node:path';

export const DIRECTORY_FORMATS = ['json', 'csv', 'ndjson'] as const;
export type DirectoryFormat = (typeof DIRECTORY_FORMATS)[number];

/** The format a file name speaks of: `.json`, `.csv`, `.ndjson` or `.jsonl`, in any case; undefined for another. */
export function directoryFormatOf(fileName: string): DirectoryFormat | undefined {
  const extension = extname(fileName).slice(1).toLowerCase();
  if (extension === 'jsonl') return 'ndjson';
  return DIRECTORY_FORMATS.find((format) => format === extension);
}
