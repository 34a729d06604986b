import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Answer } from './answer.ts';
import type { Door } from './door.ts';
import { type ExchangeOutcome, recordExchange } from './exchange-record.ts';

/** The end of every exchange: counts and logs it, and sends the answer. */
export function conclude(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Answer,
  outcome: ExchangeOutcome,
): FastifyReply {
  recordExchange(door, request, outcome);
  return door.send(reply, request, answer, outcome);
}
