import { type Answer, isObject } from './answer.ts';
import * as codes from './error-codes.ts';
import { ApiError, InvalidResponseError, type RollcallError, TokenError } from './errors.ts';
import type { OperationId } from './hooks.ts';
import { readRetryAfter } from './retry-after.ts';

/** The reasons of the Users API that have a code of their own. */
const BY_REASON: ReadonlyMap<string | undefined, codes.ErrorCode> = new Map([
  ['no_owner_remain', codes.ERR_LAST_OWNER],
  ['externally_managed_user', codes.ERR_EXTERNALLY_MANAGED],
  ['automated_provisioning_enabled', codes.ERR_AUTOMATED_PROVISIONING],
  ['insufficient_scope', codes.ERR_INSUFFICIENT_SCOPE],
]);

const BY_STATUS: Readonly<Record<number, codes.ErrorCode>> = {
  400: codes.ERR_INVALID_ARGUMENT,
  401: codes.ERR_UNAUTHENTICATED,
  403: codes.ERR_PERMISSION_DENIED,
  404: codes.ERR_NOT_FOUND,
  429: codes.ERR_RATE_LIMITED,
  502: codes.ERR_UNAVAILABLE,
  503: codes.ERR_UNAVAILABLE,
  504: codes.ERR_UNAVAILABLE,
};

/** google.rpc.Code FAILED_PRECONDITION, which shares its HTTP status with INVALID_ARGUMENT. */
const FAILED_PRECONDITION = 9;

/** What both kinds of refusal have in common. */
function factsOf(operation: OperationId, { status, headers }: Answer, body: unknown, now: number) {
  return { operation, status, retryAfterSeconds: readRetryAfter(headers, now), body };
}

/**
 * The refusal of a resource endpoint: google.rpc.Status (AIP-193) as far as it is there, problem details (RFC 9457), or
 * nothing but a status.
 */
export function apiError(operation: OperationId, answer: Answer, now: number): RollcallError {
  const { status, headers } = answer;
  const masked = answer.masked();
  const body = isObject(masked) ? masked : {};
  const details = Array.isArray(body.details) ? body.details.filter(isObject) : [];
  const inDetails = textIn(details, 'ErrorInfo', 'reason')?.toLowerCase();
  const reason = wordOf(body.message) ?? wordOf(body.reason) ?? wordOf(inDetails) ?? challengeOf(headers);
  const sentence = textIn(details, 'LocalizedMessage', 'message') ?? textOf(body.detail) ?? textOf(body.message);
  const fallback = codeOfStatus(status, body.code === FAILED_PRECONDITION);
  // A word that means something only with the status it belongs to: a proxy may have made up the rest.
  const code = (status < 500 ? BY_REASON.get(reason) : undefined) ?? fallback;
  return new ApiError(code, describe(operation, status, reason, sentence), {
    ...factsOf(operation, answer, masked, now),
    reason,
    requestId: headers.get('x-request-id') ?? textIn(details, 'RequestInfo', 'request_id'),
  });
}

/** The refusal of an OAuth endpoint (RFC 6749 section 5.2). */
export function tokenError(operation: OperationId, answer: Answer, now: number): RollcallError {
  const { status, headers } = answer;
  const masked = answer.masked();
  const body = isObject(masked) ? masked : {};
  const reason = wordOf(body.error);
  // None of the resource endpoints' codes: a token endpoint that is not there says nothing about a person.
  const ownCode = status === 401 || reason === 'invalid_client' ? codes.ERR_INVALID_CLIENT : codes.ERR_OAUTH;
  const code = status === 429 || status >= 500 ? codeOfStatus(status, false) : ownCode;
  const way = status === 404 ? 'Check the base URL and the API version.' : undefined;
  return new TokenError(code, describe(operation, status, reason, textOf(body.error_description) ?? way), {
    ...factsOf(operation, answer, masked, now),
    reason,
    requestId: headers.get('x-request-id') ?? undefined,
  });
}

/** An answer with a status of success, and yet none of this API. */
export function invalidResponse(operation: OperationId, answer: Answer, what: string): RollcallError {
  return new InvalidResponseError(codes.ERR_INVALID_RESPONSE, `${operation}: the answer ${what}. Check the base URL.`, {
    operation,
    status: answer.status,
    requestId: answer.headers.get('x-request-id') ?? undefined,
    body: answer.masked(),
  });
}

function codeOfStatus(status: number, failedPrecondition: boolean): codes.ErrorCode {
  if (status === 400 && failedPrecondition) return codes.ERR_FAILED_PRECONDITION;
  return BY_STATUS[status] ?? (status >= 500 ? codes.ERR_SERVER : codes.ERR_UNEXPECTED_STATUS);
}

function describe(operation: OperationId, status: number, reason?: string, sentence?: string): string {
  const head = `${operation} was refused: ${status}${reason === undefined ? '' : ` ${reason}`}.`;
  return sentence === undefined || sentence === reason ? head : `${head} ${sentence}`;
}

/** `error` of a Bearer challenge (RFC 6750 section 3). */
function challengeOf(headers: Headers): string | undefined {
  return /\berror="([a-z_]+)"/.exec(headers.get('www-authenticate') ?? '')?.[1];
}

/** A word for programs, such as `no_owner_remain`: a sentence is none. */
function wordOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^[a-z][a-z0-9_]*$/.test(value) ? value : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A field of the first detail of a type. */
function textIn(details: readonly Readonly<Record<string, unknown>>[], type: string, field: string) {
  return textOf(details.find((detail) => String(detail['@type']).endsWith(`google.rpc.${type}`))?.[field]);
}
