import type { ErrorReason } from '@rollcall/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type OAuthRefusal, Refusal } from '../domain/refusal.ts';
import { conclude } from './conclude.ts';
import type { Door } from './door.ts';
import { oauthRefusalAnswer, refusalAnswer } from './refusal-answer.ts';

/** Answers a request that leads to no operation, in the form of google.rpc.Status. */
export function refuseOutright(
  door: Door,
  reason: ErrorReason,
  headers: Readonly<Record<string, string>> = {},
  cause?: unknown,
) {
  return (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const refusal = new Refusal(reason, { cause });
    const answer = refusalAnswer(refusal, { id: request.id, accept: request.headers.accept }, door.baseUrl());
    return conclude(
      door,
      request,
      reply,
      { ...answer, headers: { ...answer.headers, ...headers } },
      {
        operation: 'Unmatched',
        status: answer.status,
        reason,
        cause,
        startedAt: performance.now(),
      },
    );
  };
}

/** The same for an OAuth endpoint, in the form of RFC 6749. */
export function refuseOAuth(door: Door, refusal: OAuthRefusal, headers: Readonly<Record<string, string>> = {}) {
  return (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const answer = oauthRefusalAnswer(refusal);
    return conclude(
      door,
      request,
      reply,
      { ...answer, headers: { ...answer.headers, ...headers } },
      {
        operation: 'Unmatched',
        status: answer.status,
        reason: refusal.reason,
        cause: refusal.cause,
        startedAt: performance.now(),
      },
    );
  };
}
