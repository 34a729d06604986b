import type { CustomFetch } from 'openid-client';

/** Metadata, keys, tokens: a few kilobytes each. */
const MOST_BYTES = 1024 * 1024;

/**
 * Asks a server that somebody else runs, and takes no more of its answer than answers of its kind are long: the identity
 * provider of one account must not fill the memory that all share. Reading beyond fails.
 */
export const boundedFetch: CustomFetch = async (url, { body = null, ...options }) => {
  // The same types, which the compiler knows apart where it knows browsers.
  const response = await fetch(url, { ...options, body: body as NonNullable<RequestInit['body']> | null });
  if (response.body === null) return response;
  let left = MOST_BYTES;
  const bounded = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      left -= chunk.byteLength;
      if (left < 0) throw new Error(`the identity provider answered with more than ${MOST_BYTES} bytes`);
      controller.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(bounded), response);
};
