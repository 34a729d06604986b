import { type ApiVersion, OAUTH_ERRORS } from '@rollcall/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OAuthRefusal } from '../domain/refusal.ts';
import type { OAuthHandler } from '../operations/handler.ts';
import type { StoredApplication } from '../storage/storage.ts';
import { type Answer, JSON_TYPE } from './answer.ts';
import { changeContext } from './change-context.ts';
import { authenticateClient, type BasicCredentials, readBasicCredentials } from './client-authentication.ts';
import { conclude } from './conclude.ts';
import type { Door } from './door.ts';
import { createPreviewHeaders } from './preview-headers.ts';
import { readBody } from './read-body.ts';
import { readForm } from './read-form.ts';
import { oauthRefusalAnswer, toOAuthRefusal } from './refusal-answer.ts';

/** Subject of a refusal where what was sent cannot be a client id. */
const NO_CLIENT_ID = '(none)';

/** The way of a request on an OAuth endpoint through the door: form, client authentication, work, render. */
export function oauthExchange(door: Door, version: ApiVersion, handler: OAuthHandler) {
  const { declaration } = handler;
  const previewHeaders = createPreviewHeaders(door);

  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const startedAt = performance.now();
    const credentials = readBasicCredentials(request.headers.authorization);
    let application: StoredApplication | undefined;
    let refusal: OAuthRefusal | undefined;
    let answer: Answer;
    try {
      const body = await readBody(request.raw);
      const form = readForm(body, request.headers['content-type']);
      const proven = await authenticateClient(door, credentials, form, request.ip);
      application = proven.application;
      const { clientId } = application;
      door.calls.countSecretUse(proven, request.headers['user-agent'], request.ip);
      const context = () => changeContext(door.clock, request, clientId);
      const result = await handler.handle({ application, form, context });
      answer = { status: 200, headers: result ? JSON_TYPE : {}, body: result ? JSON.stringify(result) : '' };
    } catch (error) {
      refusal = await auditRefusal(door, handler, request, toOAuthRefusal(error), application, credentials);
      answer = oauthRefusalAnswer(refusal);
    }
    const headers = { pragma: 'no-cache', ...answer.headers, ...previewHeaders(version, () => declaration.paths.v1) };
    return conclude(
      door,
      request,
      reply,
      { ...answer, headers },
      {
        operation: declaration.id,
        status: answer.status,
        reason: refusal?.reason,
        cause: refusal?.cause,
        clientId: application?.clientId,
        accountId: application?.accountId,
        startedAt,
      },
    );
  };
}

/** Writes a refused credential down. Where that cannot be done, the caller is told that instead. */
async function auditRefusal(
  door: Door,
  handler: OAuthHandler,
  request: FastifyRequest,
  refusal: OAuthRefusal,
  application: StoredApplication | undefined,
  credentials: BasicCredentials | undefined,
): Promise<OAuthRefusal> {
  // Who has not proved to be an application must not be able to fill the disk: only wrong credentials are written, and
  // those the guard ends.
  const { status } = OAUTH_ERRORS[refusal.reason];
  const isWritten = application ? status < 429 : credentials && refusal.reason === 'invalid_client';
  if (!handler.auditsRefusals || !isWritten) return refusal;
  const subject = application?.clientId ?? credentials?.clientId ?? NO_CLIENT_ID;
  try {
    const known = application ?? (await door.storage.findApplication(subject));
    await door.storage.appendAudit(
      {
        action: 'token.refused',
        outcome: 'refused',
        reason: refusal.reason,
        accountId: known?.accountId,
        subject,
        detail: {},
      },
      changeContext(door.clock, request, subject),
    );
    return refusal;
  } catch (error) {
    return toOAuthRefusal(error);
  }
}
