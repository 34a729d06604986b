import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';

/** Gives out new, empty folders, and removes them when the tests of the file are over. */
export function dataFolders(): () => string {
  const made: string[] = [];
  after(() => {
    for (const folder of made) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });
  return () => {
    const folder = mkdtempSync(join(tmpdir(), 'rollcall-storage-'));
    made.push(folder);
    return folder;
  };
}
