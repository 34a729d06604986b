/** What a file that is not UTF-8 text begins with, and what to do about it. */
const SIGNATURES: readonly (readonly [bytes: readonly number[], sentence: string])[] = [
  [[0x1f, 0x8b], 'The file is compressed with gzip. Unpack it first, for example with gunzip.'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'The file is compressed with zstd. Unpack it first, for example with unzstd.'],
  [[0x42, 0x5a, 0x68], 'The file is compressed with bzip2. Unpack it first, for example with bunzip2.'],
  [
    [0x50, 0x4b, 0x03, 0x04],
    'The file is a ZIP archive or a workbook. Unpack it, or save the sheet as CSV with the encoding UTF-8.',
  ],
  [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], 'The file is an SQLite database. Export from it, and import the export.'],
];

const UTF_16 = 'The file is in UTF-16. Save it with the encoding UTF-8.';
const UTF_32 = 'The file is in UTF-32. Save it with the encoding UTF-8.';

/** A sentence for a person if the first bytes belong to something other than UTF-8 text. */
export function foreignEncoding(bytes: Uint8Array): string | undefined {
  for (const [signature, sentence] of SIGNATURES) {
    if (signature.every((byte, index) => bytes[index] === byte)) return sentence;
  }
  const [first, second, third, fourth] = bytes;
  if (first === 0xff && second === 0xfe) return third === 0 && fourth === 0 ? UTF_32 : UTF_16;
  if (first === 0xfe && second === 0xff) return UTF_16;
  if (first === 0 && second === 0) return UTF_32;
  // Text that begins with an ASCII character: `{`, `[`, `"` or a column name.
  if ((first === 0) !== (second === 0)) return UTF_16;
  return undefined;
}
