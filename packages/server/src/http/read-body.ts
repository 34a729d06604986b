import type { Readable } from 'node:stream';

/** Thrown when a body is larger than it may be. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/** Bodies of this API are a few parameters: more than this is a mistake or an attack. */
export const MAX_BODY_BYTES = 16 * 1024;

const EMPTY = new Uint8Array(0);

/** The whole body of a request. @throws BodyTooLarge beyond MAX_BODY_BYTES, without waiting for the rest */
export async function readBody(stream: Readable | undefined): Promise<Uint8Array> {
  if (!stream) return EMPTY;
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Left alone rather than destroyed when too long: the answer still has to go out on this connection.
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) throw new BodyTooLarge();
    chunks.push(chunk);
  }
  return chunks.length === 1 ? (chunks[0] ?? EMPTY) : Buffer.concat(chunks);
}
