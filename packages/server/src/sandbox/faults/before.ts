import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Exchange } from '../region/exchange.ts';

/**
 * Lets a fault do what it does before the call is carried out.
 * @returns true where the call is not carried out any more
 */
export async function meetBefore(
  _exchange: Exchange,
  _request: FastifyRequest,
  _reply: FastifyReply,
): Promise<boolean> {
  return false;
}
