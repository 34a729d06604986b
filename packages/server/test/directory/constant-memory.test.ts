import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DIRECTORY_FORMATS } from '../../src/directory/directory-format.ts';

const CHILD = fileURLToPath(new URL('bounded-heap-child.ts', import.meta.url));
/** As records in memory these take over 100 MB; what is really live while they pass is about 12 MB. */
const PEOPLE = 260_000;
const HEAP_MEGABYTES = 56;

describe('constant memory', () => {
  for (const format of DIRECTORY_FORMATS) {
    for (const direction of ['import', 'export']) {
      test(`${direction} of ${PEOPLE} people as ${format} in a heap of ${HEAP_MEGABYTES} MB`, async () => {
        const heap = `--max-old-space-size=${HEAP_MEGABYTES}`;
        const args = [heap, CHILD, direction, format, String(PEOPLE)];
        const { stdout } = await promisify(execFile)(process.execPath, args);
        assert.equal(stdout, String(PEOPLE));
      });
    }
  }
});
