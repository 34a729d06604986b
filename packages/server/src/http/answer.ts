import type { FastifyReply } from 'fastify';

/** An answer, complete but for what every answer carries. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
}

export const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

/** Sends the answer with the headers every answer carries. */
export function send(reply: FastifyReply, requestId: string, answer: Answer): FastifyReply {
  return reply
    .code(answer.status)
    .headers({ 'x-request-id': requestId, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
    .headers(answer.headers)
    .send(answer.body);
}
