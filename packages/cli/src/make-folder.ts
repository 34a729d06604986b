import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder that only this user can enter, and those above it. Not mkdir's `recursive`, which never returns where
 * every new folder is answered with "no such file", as in /proc.
 *
 * @throws the system's error if it cannot be made
 */
export function makeFolder(path: string): void {
  const isThere = () => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  if (isThere()) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  try {
    mkdirSync(path, 0o700);
  } catch (error) {
    // Another process may have made it in the meantime.
    if (!isThere()) throw error;
  }
}
