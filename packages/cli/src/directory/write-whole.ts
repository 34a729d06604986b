import { randomBytes } from 'node:crypto';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { explainFileError } from '../explain-file-error.ts';
import { Failure } from '../failure.ts';

/**
 * Writes a file whole or not at all: under a temporary name beside it, readable by its owner only, renamed when it is
 * complete and on disk. A link stays, and what it leads to is replaced. What is no file (a pipe, a device) is written to
 * as it is.
 *
 * @throws Failure if the place cannot be written to
 */
export async function writeWhole<T>(path: string, write: (output: Writable) => Promise<T>): Promise<T> {
  try {
    const there = await stat(path).catch(ifMissing);
    if (there !== undefined && !there.isFile() && !there.isDirectory()) return await fill(path, 'w', write);
    return await replace(there === undefined ? path : await realpath(path), write);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new Failure(`There is no folder ${dirname(path)}. Make it, or name another place.`);
    }
    throw explainFileError(path, error) ?? error;
  }
}

async function replace<T>(path: string, write: (output: Writable) => Promise<T>): Promise<T> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.part`;
  try {
    const result = await fill(temporary, 'wx', write);
    await rename(temporary, path);
    return result;
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function fill<T>(path: string, flags: 'w' | 'wx', write: (output: Writable) => Promise<T>): Promise<T> {
  const handle = await open(path, flags, 0o600);
  // Pipes and devices have no disk to flush to.
  const stream = handle.createWriteStream({ flush: flags === 'wx' });
  const result = await write(stream);
  stream.end();
  await finished(stream);
  return result;
}

function ifMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}
