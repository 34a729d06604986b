import type { FastifyReply, FastifyRequest } from 'fastify';

/** Who waits for an answer, and what ends every wait. */
export interface Waiting {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** The tenant is reset or goes away. */
  readonly over: AbortSignal;
}

/**
 * Waits so long, but no longer than the client does.
 *
 * @param ms by the machine's clock: it is the client that waits; undefined: until the client gives up
 */
export function pause(ms: number | undefined, { request, reply, over }: Waiting): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      reply.raw.off('close', end);
      over.removeEventListener('abort', end);
      resolve();
    };
    const timer = ms === undefined ? undefined : setTimeout(end, ms);
    reply.raw.once('close', end);
    over.addEventListener('abort', end);
    if (over.aborted || request.raw.socket.destroyed) end();
  });
}
