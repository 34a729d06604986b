import { STATUS_CODES } from 'node:http';
import { ERRORS, type ErrorReason, OAUTH_ERRORS, type OAuthErrorReason } from '@rollcall/contract';

/** What the API itself mostly means by a status. */
const USUAL: Readonly<Record<number, ErrorReason>> = {
  400: 'malformed_request',
  401: 'invalid_token',
  403: 'insufficient_scope',
  404: 'path_not_found',
  405: 'method_not_allowed',
  408: 'request_timeout',
  429: 'rate_limit_exceeded',
  431: 'headers_too_large',
  500: 'internal',
  503: 'unavailable',
};

const USUAL_OAUTH: Readonly<Record<number, OAuthErrorReason>> = {
  400: 'invalid_request',
  401: 'invalid_client',
  405: 'method_not_allowed',
  415: 'unsupported_media_type',
  429: 'too_many_attempts',
  500: 'server_error',
  503: 'temporarily_unavailable',
};

/** google.rpc.Code of statuses the API does not answer by itself, as Google's own mapping has it. */
const OTHER_CODES: Readonly<Record<number, number>> = { 409: 10, 416: 11, 499: 1, 501: 12, 504: 4 };
const FAILED_PRECONDITION = 9;
const INTERNAL = 13;

/** A reason of the catalogue that goes with the status: the given one where it does. */
export function usualReason(status: number, given: string | undefined): ErrorReason | undefined {
  return isOf(ERRORS, given) && ERRORS[given].status === status ? given : USUAL[status];
}

/** The same for an OAuth endpoint. */
export function usualOAuthReason(status: number, given: string | undefined): OAuthErrorReason | undefined {
  return isOf(OAUTH_ERRORS, given) && OAUTH_ERRORS[given].status === status ? given : USUAL_OAUTH[status];
}

/** `bad_gateway` for 502. */
export function reasonByName(status: number): string {
  const name = STATUS_CODES[status] ?? 'unknown';
  return name.toLowerCase().replaceAll(/[^a-z]+/g, '_');
}

/** google.rpc.Code that goes with the status. */
export function codeOf(status: number): number {
  const usual = USUAL[status];
  if (usual) return ERRORS[usual].code;
  return OTHER_CODES[status] ?? (status < 500 ? FAILED_PRECONDITION : INTERNAL);
}

/** Whether a table has an entry of that name. */
export function isOf<Table extends object>(table: Table, name: string | undefined): name is keyof Table & string {
  return name !== undefined && Object.hasOwn(table, name);
}
