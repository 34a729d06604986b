import type { ApiVersion, UsersOperation } from '@rollcall/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { QuotaDecision } from '../domain/quota-window.ts';
import { Refusal } from '../domain/refusal.ts';
import { effectiveQuota } from '../limits/effective-quota.ts';
import type { UsersHandler } from '../operations/handler.ts';
import type { StoredToken } from '../storage/storage.ts';
import { type Answer, JSON_TYPE } from './answer.ts';
import { authorise } from './authorisation.ts';
import { authenticateBearer } from './bearer-authentication.ts';
import { changeContext } from './change-context.ts';
import { conclude } from './conclude.ts';
import type { Door } from './door.ts';
import { createPreviewHeaders, successorPath } from './preview-headers.ts';
import { quotaHeaders } from './quota-headers.ts';
import { readBody } from './read-body.ts';
import { readQuery } from './read-query.ts';
import { refusalAnswer, toRefusal } from './refusal-answer.ts';

interface Params {
  readonly account: string;
  readonly user?: string;
}

/**
 * The way of a request on people through the door: authenticate, authorise (account, scope), quota, validate, work,
 * render. Each step hands its value to the next; a refusal anywhere ends it.
 */
export function usersExchange(door: Door, version: ApiVersion, handler: UsersHandler) {
  const { declaration } = handler;
  const previewHeaders = createPreviewHeaders(door);

  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const startedAt = performance.now();
    let principal: StoredToken | undefined;
    let quota: QuotaDecision | undefined;
    let refusal: Refusal | undefined;
    let answer: Answer;
    try {
      const params = request.params as Params; // the route's own pattern
      principal = await authenticateBearer(door.storage, door.clock, request.headers.authorization);
      door.calls.count(principal.application.clientId, request.headers['user-agent'], version);
      authorise(declaration, principal, params.account);
      const { application } = principal;
      const taken = door.quotas.take(application.clientId, effectiveQuota(application, door.limits));
      // Where it is known at once there is nothing to wait for: this is the way of every request.
      quota = taken instanceof Promise ? await taken : taken;
      refuseBeyond(quota);
      const body = await handler.handle(usersCall(door, declaration, request, params, principal));
      answer = { status: 200, headers: JSON_TYPE, body };
    } catch (error) {
      refusal = toRefusal(error);
      answer = refusalAnswer(refusal, { id: request.id, accept: request.headers.accept }, door.baseUrl());
    }
    if (principal) door.calls.countAnswer(principal.application.clientId, answer.status);
    quota ??= principal && (await quotaLeft(door, principal, refusal));
    const headers = {
      ...answer.headers,
      ...(quota && quotaHeaders(quota)),
      ...previewHeaders(version, () => successorPath(request.url)),
    };
    return conclude(
      door,
      request,
      reply,
      { ...answer, headers },
      {
        operation: declaration.id,
        status: answer.status,
        isChange: declaration.method === 'POST',
        reason: refusal?.reason,
        cause: refusal?.cause,
        clientId: principal?.application.clientId,
        accountId: principal?.application.accountId,
        startedAt,
      },
    );
  };
}

/** For an answer that was refused before the limits came into it. It goes out without them where they are not known. */
async function quotaLeft(
  door: Door,
  { application }: StoredToken,
  refusal: Refusal | undefined,
): Promise<QuotaDecision | undefined> {
  // The store has just failed to answer: it is not asked again.
  if (refusal?.reason === 'unavailable') return undefined;
  try {
    return await door.quotas.peek(application.clientId, effectiveQuota(application, door.limits));
  } catch {
    return undefined;
  }
}

function refuseBeyond({ allowed, retryAfterSeconds }: QuotaDecision): void {
  if (!allowed) throw new Refusal('rate_limit_exceeded', { retryAfterSeconds });
}

function usersCall(
  door: Door,
  declaration: UsersOperation,
  request: FastifyRequest,
  params: Params,
  principal: StoredToken,
) {
  return {
    accountId: params.account,
    userId: params.user ?? '',
    query: readQuery(declaration, request.url, door.strict),
    principal,
    contentType: request.headers['content-type'],
    body: () => readBody(request.raw),
    context: () => changeContext(door.clock, request, principal.application.clientId),
  };
}
