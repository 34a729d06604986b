import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ExchangeOutcome } from './exchange-record.ts';

/** An answer, complete but for what every answer carries. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Text goes out in one piece with the headers, bytes in a piece of their own: short bodies are text. */
  readonly body: Uint8Array | string;
}

export const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

/** Puts a complete answer on the connection. A sandbox may spoil it on the way. */
export type Send = (
  reply: FastifyReply,
  request: FastifyRequest,
  answer: Answer,
  outcome: ExchangeOutcome,
) => FastifyReply;

/**
 * Sends the answer with the headers every answer carries. It is complete, so it goes past the framework's own sending
 * (serialisers, hooks), which costs one request in twenty: measured.
 */
export function send(reply: FastifyReply, request: FastifyRequest, answer: Answer): FastifyReply {
  reply.hijack();
  reply.raw.writeHead(answer.status, headersOf(request, answer));
  reply.raw.end(answer.body);
  return reply;
}

/** What goes out with the answer: what every answer carries, its own, and its length in bytes. */
export function headersOf({ id }: FastifyRequest, { headers, body }: Answer): Record<string, string | number> {
  return {
    'x-request-id': id,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
    'content-length': Buffer.byteLength(body),
  };
}
