import { Failure } from './failure.ts';

/** What the file system refused, as a sentence; undefined for anything else. */
export function explainFileError(file: string, error: unknown): Failure | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
      return new Failure(`There is no file ${file}. Check the name.`);
    case 'EISDIR':
      return new Failure(`${file} is a folder. Name a file.`);
    case 'ENOTDIR':
      return new Failure(`A part of the path ${file} is no folder. Check the name.`);
    case 'EACCES':
    case 'EPERM':
      return new Failure(`This user may not use ${file}. Check its permissions.`);
    case 'ENOSPC':
      return new Failure(`The disk is full: ${file} could not be written. Make room and try again.`);
    case 'EROFS':
      return new Failure(`${file} is on a read-only file system. Name another place.`);
    default:
      return undefined;
  }
}
