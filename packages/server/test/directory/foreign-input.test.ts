import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { DirectoryFileError } from '../../src/directory/directory-file-error.ts';
import { DIRECTORY_FORMATS } from '../../src/directory/directory-format.ts';
import { ACCOUNT, DirectoryStore, fileWith, refusal } from './directory-store.ts';

const text = fileWith({});
const UTF_8 = /UTF-8/;
const INPUTS: readonly (readonly [name: string, bytes: Uint8Array, message: RegExp])[] = [
  ['an empty file', new Uint8Array(), /^The file is empty\./],
  ['gzip', gzipSync(text), /gunzip/],
  ['a workbook', Buffer.from('PK\u0003\u0004\u0014\u0000'), /workbook/],
  ['UTF-16 with a byte order mark', Buffer.from(`\ufeff${text}`, 'utf16le'), /UTF-16/],
  ['UTF-16 without one', Buffer.from(text, 'utf16le'), /UTF-16/],
  ['big-endian UTF-16', Buffer.from(text, 'utf16le').swap16(), /UTF-16/],
  ['a picture', Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47]), randomBytes(100_000)]), UTF_8],
  ['Latin-1', Buffer.from(fileWith({ display_name: 'Françoise' }), 'latin1'), UTF_8],
  ['a NUL byte', Buffer.from(`  \n  ${text}`.replace('owner@', 'own\u0000er@')), /^line 2: There is a NUL byte/],
  ['half a character at the end', Buffer.from('{"é').subarray(0, 3), UTF_8],
];

describe('input that is not a directory file', () => {
  for (const [name, bytes, message] of INPUTS) {
    for (const format of DIRECTORY_FORMATS) {
      test(`${name} as ${format}`, async () => {
        const store = new DirectoryStore();
        const error = await refusal(store.import(bytes, format, format === 'json' ? {} : { accountId: ACCOUNT }));
        assert.ok(error instanceof DirectoryFileError, error.stack);
        assert.match(error.message, message);
        assert.deepEqual(await store.accounts(), []);
      });
    }
  }

  test('bytes that are not UTF-8 are found on their line', async () => {
    const bytes = Buffer.from(`${'\n'.repeat(100_000)}{"é"`, 'latin1');
    assert.equal((await refusal(new DirectoryStore().import(bytes))).line, 100_001);
  });

  for (const format of DIRECTORY_FORMATS) {
    test(`a huge line as ${format} is refused before it fills the memory`, async () => {
      const header = format === 'csv' ? 'email,display_name\n"' : '{"accounts":[{"name":"';
      let served = 0;
      function* parts(): Generator<Buffer> {
        yield Buffer.from(header);
        for (; served < 1000; served += 1) yield Buffer.alloc(64 * 1024, 'x');
      }
      const store = new DirectoryStore();
      await store.import(JSON.stringify({ accounts: [{ id: ACCOUNT, name: 'Acme' }] }));
      const input = Readable.from(parts());
      const error = await refusal(
        store.import('', format, { input, ...(format === 'json' ? {} : { accountId: ACCOUNT }) }),
      );
      assert.match(error.message, /1 MiB/);
      assert.ok(served < 100, `${served} chunks were read`);
    });
  }
});
