import { isUtf8 } from 'node:buffer';
import type { Readable } from 'node:stream';
import { DirectoryFileError } from './directory-file-error.ts';
import { foreignEncoding } from './foreign-encoding.ts';

/** Bytes that are whole UTF-8 characters, without a byte order mark. */
export interface CheckedChunk {
  readonly bytes: Buffer;
  /** The line the chunk begins on, counted from 1. */
  readonly line: number;
}

const CHUNK_BYTES = 64 * 1024;
const LONGEST_CHARACTER = 4;
const NEWLINE = 0x0a;

export interface CheckedBytesOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called with each chunk that was read whole by the consumer. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

/**
 * The input in chunks of at most 64 KiB, refused as soon as it is not UTF-8 text.
 * @throws DirectoryFileError for an empty file, another encoding, an archive, or broken UTF-8.
 * @throws the signal's reason once it is aborted.
 */
export async function* checkedBytes(input: Readable, options: CheckedBytesOptions): AsyncGenerator<CheckedChunk> {
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;
  let started = false;
  for await (const part of input) {
    options.signal?.throwIfAborted();
    let bytes = toBuffer(part);
    if (rest.length > 0) bytes = Buffer.concat([rest, bytes]);
    if (!started) {
      if (bytes.length < LONGEST_CHARACTER) {
        rest = bytes;
        continue;
      }
      bytes = checkedStart(bytes);
      started = true;
    }
    const end = wholeCharacters(bytes);
    rest = bytes.subarray(end);
    for (let from = 0; from < end; ) {
      const to = from + CHUNK_BYTES >= end ? end : from + wholeCharacters(bytes.subarray(from, from + CHUNK_BYTES));
      const chunk = checkedText(bytes.subarray(from, to), line);
      yield { bytes: chunk, line };
      line += countLines(chunk);
      options.onBytes?.(chunk.length);
      options.signal?.throwIfAborted();
      from = to;
    }
  }
  options.signal?.throwIfAborted();
  if (!started) rest = checkedStart(rest);
  if (rest.length > 0) yield { bytes: checkedText(rest, line), line };
  options.onBytes?.(rest.length);
}

function toBuffer(part: unknown): Buffer {
  if (typeof part === 'string') return Buffer.from(part);
  if (part instanceof Uint8Array) return Buffer.from(part.buffer, part.byteOffset, part.byteLength);
  throw new TypeError('The input of an import is a stream of bytes.');
}

function checkedStart(bytes: Buffer): Buffer {
  if (bytes.length === 0) throw new DirectoryFileError('The file is empty. An export shows what belongs in it.');
  const foreign = foreignEncoding(bytes);
  if (foreign !== undefined) throw new DirectoryFileError(foreign);
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

/** Where the last whole character ends: a character may be cut in two by the end of a chunk. */
function wholeCharacters(bytes: Buffer): number {
  const last = Math.max(0, bytes.length - LONGEST_CHARACTER);
  for (let at = bytes.length - 1; at >= last; at -= 1) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return at + length > bytes.length ? at : bytes.length;
    }
  }
  return bytes.length;
}

function checkedText(bytes: Buffer, firstLine: number): Buffer {
  const nul = bytes.indexOf(0);
  if (nul >= 0) {
    const line = firstLine + countLines(bytes.subarray(0, nul));
    throw new DirectoryFileError('There is a NUL byte here: this is not a text file in UTF-8.', { line });
  }
  if (!isUtf8(bytes)) throw brokenUtf8(bytes, firstLine);
  return bytes;
}

function brokenUtf8(bytes: Buffer, firstLine: number): DirectoryFileError {
  let line = firstLine;
  for (let from = 0; from < bytes.length; line += 1) {
    const newline = bytes.indexOf(NEWLINE, from);
    const to = newline < 0 ? bytes.length : newline + 1;
    if (!isUtf8(bytes.subarray(from, to))) break;
    from = to;
  }
  return new DirectoryFileError('There are bytes here that are not UTF-8. Save the file with the encoding UTF-8.', {
    line,
  });
}

function countLines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) count += 1;
  return count;
}
