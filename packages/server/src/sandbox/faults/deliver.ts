import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Answer, headersOf, send } from '../../http/answer.ts';
import type { Exchange } from '../region/exchange.ts';
import { pause, type Waiting } from './pause.ts';
import { resetConnection } from './reset-connection.ts';

/** Pieces that a slow body comes in. */
const PIECES = 20;

/** Puts the answer on the connection, spoilt as the fault of the exchange wants it. */
export function deliver(
  { strike }: Exchange,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Answer,
): FastifyReply {
  switch (strike?.fault.kind) {
    case 'slow_body':
      void sendSlowly({ request, reply, over: strike.over }, answer, strike.fault.duration_ms);
      return reply;
    case 'cut_body':
      return sendPart(request, reply, answer, strike.fault.after_bytes);
    case 'broken_json':
      return send(reply, request, { ...answer, body: firstHalf(Buffer.from(answer.body)) });
    case 'html':
      return sendAsProxy(reply, answer);
    case 'reset_connection':
      reply.hijack();
      resetConnection(request.raw.socket);
      return reply;
    default:
      return send(reply, request, answer);
  }
}

async function sendSlowly(waiting: Waiting, answer: Answer, durationMs: number): Promise<void> {
  const { request, reply } = waiting;
  const body = Buffer.from(answer.body);
  sendHead(request, reply, answer);
  const pieces = Math.min(body.length, PIECES);
  let sent = 0;
  for (let piece = 1; piece <= pieces; piece++) {
    await pause(durationMs / pieces, waiting);
    if (request.raw.socket.destroyed) return;
    const end = Math.round((body.length * piece) / pieces);
    reply.raw.write(body.subarray(sent, end));
    sent = end;
  }
  reply.raw.end();
}

/** The headers promise the whole body. At least one byte of it is missing. */
function sendPart(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Answer,
  afterBytes: number | undefined,
): FastifyReply {
  const body = Buffer.from(answer.body);
  if (body.length === 0) return send(reply, request, answer);
  sendHead(request, reply, answer);
  const part = body.subarray(0, Math.min(afterBytes ?? body.length >> 1, body.length - 1));
  if (part.length > 0) reply.raw.write(part);
  request.raw.socket.destroySoon();
  return reply;
}

function sendHead(request: FastifyRequest, reply: FastifyReply, answer: Answer): void {
  reply.hijack();
  reply.raw.writeHead(answer.status, headersOf(request, answer));
  reply.raw.flushHeaders();
}

/** Half of a JSON text is none. */
function firstHalf(body: Buffer): Buffer {
  return body.subarray(0, body.length >> 1);
}

/** Without what the API's own answers carry. */
function sendAsProxy(reply: FastifyReply, { status, headers, body }: Answer): FastifyReply {
  reply.hijack();
  reply.raw.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  reply.raw.end(body);
  return reply;
}
