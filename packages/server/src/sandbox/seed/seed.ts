import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { DirectoryFile } from '@rollcall/contract/directory-file';
import { DirectoryFileError } from '../../directory/directory-file-error.ts';
import { type DirectoryFormat, directoryFormatOf } from '../../directory/directory-format.ts';
import { pathOfLine } from './path-of-line.ts';
import { SeedRefused } from './seed-refused.ts';

/** What a sandbox starts with: what a directory file holds, as an object, or where the file is. */
export type Seed = DirectoryFile | string | URL;

/** A seed, read once: what becomes of the file or the object later does not change the sandbox. */
export interface ReadSeed {
  readonly format: DirectoryFormat;
  readonly bytes: Uint8Array;
  /** What it is called in messages and in the audit log. */
  readonly source: string;
  /** Says where in it the fault is; an error of another kind comes back as it is. */
  explain(error: unknown): unknown;
}

/**
 * Reads a seed. Whether it can be imported shows when it is.
 *
 * @throws SeedRefused if it is no object, or no file that can be read
 */
export async function readSeed(seed: Seed): Promise<ReadSeed> {
  if (typeof seed === 'string') return readSeedFile(seed);
  if (seed instanceof URL) {
    if (seed.protocol !== 'file:') throw new SeedRefused('The seed must be a file: URL: it is not fetched.');
    return readSeedFile(fileURLToPath(seed));
  }
  return readSeedObject(seed);
}

async function readSeedFile(file: string): Promise<ReadSeed> {
  const format = directoryFormatOf(file);
  if (format === undefined) {
    throw new SeedRefused(`The format of the seed ${file} is not plain from its name: .json, .csv, .ndjson or .jsonl.`);
  }
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    throw new SeedRefused(`The seed ${file} cannot be read: ${reasonOf(error)}. Check the path.`, { cause: error });
  }
  const explain = (error: unknown) => {
    if (!(error instanceof DirectoryFileError)) return error;
    const line = error.line === undefined ? undefined : `line ${error.line}`;
    return refusal([file, [line, fieldOf(error)].filter(Boolean).join(', '), error.reason], error);
  };
  return { format, bytes, source: file, explain };
}

function readSeedObject(seed: unknown): ReadSeed {
  const text = jsonOf(seed);
  const explain = (error: unknown) => {
    if (!(error instanceof DirectoryFileError)) return error;
    const path = error.line === undefined ? '' : pathOfLine(JSON.parse(text), error.line);
    const place =
      path === error.field || path.endsWith(`.${error.field}`)
        ? path
        : [path, fieldOf(error)].filter(Boolean).join(', ');
    return refusal(['The seed', place, error.reason], error);
  };
  return { format: 'json', bytes: Buffer.from(text), source: 'The seed', explain };
}

/** With line breaks, so that a line stands for a field: `pathOfLine` counts on it. */
function jsonOf(seed: unknown): string {
  if (typeof seed === 'object' && seed !== null) {
    try {
      const text: string | undefined = JSON.stringify(seed, undefined, 1);
      if (text !== undefined) return text;
    } catch (cause) {
      throw new SeedRefused('The seed cannot be written as JSON: it contains itself, or a bigint.', { cause });
    }
  }
  throw new SeedRefused('The seed must be the path of a directory file, or an object: { accounts: [ … ] }.');
}

/** What the file system says, without the path again: `ENOENT: no such file or directory`. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/,.*/, '') : String(error);
}

function fieldOf({ field }: DirectoryFileError): string | undefined {
  return field === undefined ? undefined : `field ${field}`;
}

function refusal(parts: readonly string[], cause: unknown): SeedRefused {
  return new SeedRefused(parts.filter(Boolean).join(': '), { cause });
}
