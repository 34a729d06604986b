import { pipeline } from 'node:stream/promises';
import { statusBodyOf } from '@rollcall/contract';
import { ADMIN_ERRORS } from '@rollcall/contract/admin';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Answer, headersOf, JSON_TYPE } from '../http/answer.ts';
import type { Door } from '../http/door.ts';
import { type ExchangeOutcome, recordExchange } from '../http/exchange-record.ts';
import { BodyIncomplete, BodyTooLarge } from '../http/read-body.ts';
import { UNAVAILABLE_RETRY_SECONDS } from '../http/refusal-answer.ts';
import { StorageConflict, StorageUnavailable } from '../storage/storage.ts';
import type { AdminReply } from './admin-call.ts';
import { AdminRefusal } from './admin-refusal.ts';

/** Of google.rpc.ErrorInfo. */
const DOMAIN = 'rollcall';

/** Whatever went wrong, as a refusal: what is not one already is our own fault. */
export function toAdminRefusal(error: unknown): AdminRefusal {
  if (error instanceof AdminRefusal) return error;
  if (error instanceof StorageConflict) {
    const violations = [{ field: error.field, description: 'is taken' }];
    return new AdminRefusal('already_exists', { sentence: error.message, violations, cause: error });
  }
  if (error instanceof BodyTooLarge) {
    return new AdminRefusal('invalid_argument', {
      sentence: 'The body is larger than 16 KiB.',
      violations: [{ field: 'body', description: 'is larger than 16 KiB' }],
    });
  }
  if (error instanceof BodyIncomplete) {
    return new AdminRefusal('invalid_argument', { sentence: 'The request ended before its body. Send it again.' });
  }
  if (error instanceof StorageUnavailable) {
    const headers = { 'retry-after': String(UNAVAILABLE_RETRY_SECONDS) };
    return new AdminRefusal('unavailable', { headers, cause: error });
  }
  return new AdminRefusal('internal', { cause: error });
}

/** As google.rpc.Status. */
export function adminRefusalAnswer(refusal: AdminRefusal, requestId: string): Answer {
  const { reason, violations, message: sentence } = refusal;
  const body = statusBodyOf(
    { ...ADMIN_ERRORS[reason], sentence },
    { reason, requestId, violations, metadata: {} },
    DOMAIN,
  );
  const challenge = refusal.status === 401 ? { 'www-authenticate': 'Bearer realm="Rollcall"' } : {};
  return {
    status: refusal.status,
    headers: { ...JSON_TYPE, ...challenge, ...refusal.headers },
    body: JSON.stringify(body),
  };
}

/** Answers with what `refusal` gives, and nothing else. */
export function refusalExchange(
  door: Door,
  refusal: () => unknown,
  known: Partial<Pick<ExchangeOutcome, 'operation' | 'startedAt'>> = {},
): (request: FastifyRequest, reply: FastifyReply) => FastifyReply {
  return (request, reply) => {
    const refused = toAdminRefusal(refusal());
    const { status, reason, cause } = refused;
    const outcome = { operation: 'Unmatched', startedAt: performance.now(), ...known, status, reason, cause };
    return concludeAdmin(door, request, reply, adminRefusalAnswer(refused, request.id), outcome);
  };
}

/** The end of every exchange: counts and logs it, and sends the answer. @param more cookies, and what streams */
export function concludeAdmin(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Answer,
  outcome: ExchangeOutcome,
  more: Partial<Pick<AdminReply, 'cookies' | 'stream'>> = {},
): FastifyReply {
  recordExchange(door, request, outcome);
  const { cookies = [], stream } = more;
  const { 'content-length': length, ...headers } = headersOf(request, answer);
  const hasLength = stream === undefined && answer.status !== 204; // RFC 9110 section 8.6
  reply.hijack();
  const { raw } = reply;
  if (cookies.length > 0) raw.setHeader('set-cookie', [...cookies]);
  raw.setHeader('cross-origin-resource-policy', 'same-origin'); // no page of another site loads it as a script
  raw.writeHead(answer.status, hasLength && length !== undefined ? { ...headers, 'content-length': length } : headers);
  if (stream === undefined) {
    raw.end(answer.body);
    return reply;
  }
  if (raw.destroyed) {
    stream.destroy(); // they went away before it began; a pipeline would leave it open, and whoever feeds it feeding
    return reply;
  }
  raw.flushHeaders(); // what streams may be long in coming
  pipeline(stream, raw).catch((error: unknown) => {
    // Who goes away in the middle has what they wanted, and who loses the right to it has what they may.
    const isTheirs = (error as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE'; // only a code is read
    if (!isTheirs && !(error instanceof AdminRefusal))
      door.logger.error({ requestId: request.id, err: error }, 'an answer broke off');
  });
  return reply;
}
