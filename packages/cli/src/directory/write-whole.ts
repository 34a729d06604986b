import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { Failure } from '../failure.ts';
import { explainFileError } from './import-errors.ts';

/**
 * Writes a file whole or not at all: under a temporary name beside it, readable by its owner only, renamed when it is
 * complete and on disk.
 *
 * @throws Failure if the place cannot be written to
 */
export async function writeWhole<T>(path: string, write: (output: Writable) => Promise<T>): Promise<T> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.part`;
  try {
    const handle = await open(temporary, 'wx', 0o600);
    const stream = handle.createWriteStream({ flush: true });
    const result = await write(stream);
    stream.end();
    await finished(stream);
    await rename(temporary, path);
    return result;
  } catch (error) {
    await rm(temporary, { force: true });
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new Failure(`There is no folder ${dirname(path)}. Make it, or name another place.`);
    }
    throw explainFileError(path, error) ?? error;
  }
}
