import type { IncomingMessage } from 'node:http';

/** Thrown when a body is larger than it may be. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/** Thrown when the connection is gone before the body is whole: there is nobody left to answer. */
export class BodyIncomplete extends Error {
  override readonly name = 'BodyIncomplete';
}

/** Bodies of this API are a few parameters: more than this is a mistake or an attack. */
export const MAX_BODY_BYTES = 16 * 1024;

const EMPTY = new Uint8Array(0);
/** A connection gives a body once: whoever asks again gets what was read. */
const reads = new WeakMap<IncomingMessage, Promise<Uint8Array>>();

/**
 * The whole body of a request.
 * @throws BodyTooLarge beyond MAX_BODY_BYTES, without waiting for the rest
 * @throws BodyIncomplete when the sender goes away or takes too long
 */
export async function readBody(request: IncomingMessage): Promise<Uint8Array> {
  if (!hasBody(request)) return EMPTY;
  let read = reads.get(request);
  if (read === undefined) {
    read = readWhole(request);
    reads.set(request, read);
  }
  return read;
}

async function readWhole(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    // Left alone rather than destroyed when too long: the answer still has to go out on this connection.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      length += chunk.length;
      if (length > MAX_BODY_BYTES) break;
      chunks.push(chunk);
    }
  } catch (error) {
    throw new BodyIncomplete('the request ended before its body', { cause: error });
  }
  if (length > MAX_BODY_BYTES) throw new BodyTooLarge();
  return chunks.length === 1 ? (chunks[0] ?? EMPTY) : Buffer.concat(chunks);
}

/** Whether a body follows the headers (RFC 9112 section 6.3). */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}
