import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Answer, send } from '../../http/answer.ts';
import type { Exchange } from '../region/exchange.ts';

/** Puts the answer on the connection, spoilt as the fault of the exchange wants it. */
export function deliver(
  _exchange: Exchange,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Answer,
): FastifyReply {
  return send(reply, request, answer);
}
