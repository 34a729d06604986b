import { ERRORS, OAUTH_ERRORS, problemBody, statusBody } from '@rollcall/contract';
import Negotiator from 'negotiator';
import { OAuthRefusal, Refusal } from '../domain/refusal.ts';
import { StorageUnavailable } from '../storage/storage.ts';
import { type Answer, JSON_TYPE } from './answer.ts';
import { BodyIncomplete, BodyTooLarge } from './read-body.ts';

const PROBLEM_TYPE = 'application/problem+json';
/** Seconds after which a store that could not answer is worth another try. */
export const UNAVAILABLE_RETRY_SECONDS = 2;

/** Whatever went wrong at a resource endpoint, as a refusal: what is not one already is our own fault. */
export function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof BodyTooLarge) {
    return new Refusal('invalid_body', {
      violations: [{ field: 'body', description: 'is larger than 16 KiB' }],
      metadata: { field: 'body' },
    });
  }
  if (error instanceof BodyIncomplete) return new Refusal('malformed_request');
  if (error instanceof StorageUnavailable) {
    return new Refusal('unavailable', { retryAfterSeconds: UNAVAILABLE_RETRY_SECONDS, cause: error });
  }
  return new Refusal('internal', { cause: error });
}

/** The same for an OAuth endpoint. */
export function toOAuthRefusal(error: unknown): OAuthRefusal {
  if (error instanceof OAuthRefusal) return error;
  if (error instanceof BodyTooLarge) {
    return new OAuthRefusal('invalid_request', { description: 'The body is larger than 16 KiB.' });
  }
  if (error instanceof BodyIncomplete) return new OAuthRefusal('invalid_request');
  if (error instanceof StorageUnavailable) {
    return new OAuthRefusal('temporarily_unavailable', { retryAfterSeconds: UNAVAILABLE_RETRY_SECONDS, cause: error });
  }
  return new OAuthRefusal('server_error', { cause: error });
}

/** A refusal as google.rpc.Status, or as problem details where the caller prefers them (RFC 9457). */
export function refusalAnswer(
  refusal: Refusal,
  request: { readonly id: string; readonly accept: string | undefined },
  baseUrl: string,
): Answer {
  const onTheWire = { ...refusal, reason: refusal.reason, requestId: request.id };
  const asProblem = prefersProblem(request.accept);
  return {
    status: ERRORS[refusal.reason].status,
    headers: {
      ...(asProblem ? { 'content-type': `${PROBLEM_TYPE}; charset=utf-8` } : JSON_TYPE),
      ...challenge(refusal, baseUrl),
      ...retryAfter(refusal.retryAfterSeconds),
    },
    body: JSON.stringify(asProblem ? problemBody(onTheWire) : statusBody(onTheWire)),
  };
}

export function oauthRefusalAnswer(refusal: OAuthRefusal): Answer {
  const { error, status, sentence } = OAUTH_ERRORS[refusal.reason];
  return {
    status,
    headers: {
      ...JSON_TYPE,
      ...(status === 401 ? { 'www-authenticate': 'Basic realm="Rollcall", charset="UTF-8"' } : {}),
      ...retryAfter(refusal.retryAfterSeconds),
    },
    body: JSON.stringify({ error, error_description: refusal.description ?? sentence }),
  };
}

function prefersProblem(accept: string | undefined): boolean {
  if (!accept?.includes('problem+json')) return false;
  const negotiator = new Negotiator({ headers: { accept } });
  return negotiator.mediaType(['application/json', PROBLEM_TYPE]) === PROBLEM_TYPE;
}

function retryAfter(seconds: number | undefined): Record<string, string> {
  return seconds === undefined ? {} : { 'retry-after': String(seconds) };
}

/** RFC 6750 section 3, with the way to the authorization server (RFC 9728 section 5.1). */
function challenge(refusal: Refusal, baseUrl: string): Record<string, string> {
  const metadata = `resource_metadata="${baseUrl}/.well-known/oauth-protected-resource"`;
  switch (refusal.reason) {
    case 'unauthenticated':
      return { 'www-authenticate': `Bearer realm="Rollcall", ${metadata}` };
    case 'invalid_token':
      return { 'www-authenticate': `Bearer realm="Rollcall", error="invalid_token", ${metadata}` };
    case 'insufficient_scope':
      return { 'www-authenticate': 'Bearer realm="Rollcall", error="insufficient_scope"' };
    default:
      return {};
  }
}
