import type { ErrorCode } from './error-codes.ts';
import type { OperationId } from './hooks.ts';

/** What is known about a failure besides its code and its sentence. */
export interface ErrorFacts {
  readonly operation?: OperationId | undefined;
  readonly status?: number | undefined;
  readonly reason?: string | undefined;
  readonly requestId?: string | undefined;
  readonly retryAfterSeconds?: number | undefined;
  readonly body?: unknown;
  readonly cause?: unknown;
}

/**
 * Everything this client throws, except the reason of a signal that was aborted, which is thrown as it is.
 *
 * Tell failures apart by `code`, which is one of the exported `ERR_` constants. No message and no field ever holds the
 * secret or a token.
 *
 * @example
 * ```ts
 * import { createClient, ERR_LAST_OWNER, ERR_NOT_FOUND, RollcallError } from '@rollcall/client';
 *
 * const client = createClient(options);
 * try {
 *   await client.users.suspend(userId);
 * } catch (error) {
 *   if (!(error instanceof RollcallError)) throw error;
 *   if (error.code === ERR_LAST_OWNER) console.log('Make somebody else an owner first.');
 *   else if (error.code === ERR_NOT_FOUND) console.log('They have left already.');
 *   else throw error;
 * }
 * ```
 */
export class RollcallError extends Error {
  override readonly name: string = 'RollcallError';
  /** One of the `ERR_` constants. */
  readonly code: ErrorCode;
  /** The operation that failed; undefined for wrong options. */
  readonly operation: OperationId | undefined;
  /** HTTP status, where there was an answer. */
  readonly status: number | undefined;
  /** What the server calls it: `no_owner_remain`, `invalid_client`, … Undefined where it gave no such word. */
  readonly reason: string | undefined;
  /** To quote when asking the operator: `X-Request-Id`, or the id in the body. */
  readonly requestId: string | undefined;
  /** How long the server asked to wait, in whole seconds. */
  readonly retryAfterSeconds: number | undefined;
  /** The body as JSON, or as text where it was none. Undefined where there was no answer. */
  readonly body: unknown;
  /** How often it was tried in all. */
  readonly attempts: number = 0;

  constructor(code: ErrorCode, message: string, facts: ErrorFacts = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.code = code;
    this.operation = facts.operation;
    this.status = facts.status;
    this.reason = facts.reason;
    this.requestId = facts.requestId;
    this.retryAfterSeconds = facts.retryAfterSeconds;
    this.body = facts.body;
  }
}

/** An option or argument cannot be used. Nothing was sent. */
export class OptionsError extends RollcallError {
  override readonly name = 'OptionsError';
}

/** There was no whole answer: `ERR_CONNECTION` or `ERR_TIMEOUT`. `cause` is what `fetch` threw. */
export class ConnectionError extends RollcallError {
  override readonly name = 'ConnectionError';
}

/** The Users API refused, or its server failed. */
export class ApiError extends RollcallError {
  override readonly name = 'ApiError';
}

/** The token endpoint refused: wrong credentials, mostly. */
export class TokenError extends RollcallError {
  override readonly name = 'TokenError';
}

/** The answer is none of a Users API. Look at `body`: a proxy or a wrong base URL is behind it, mostly. */
export class InvalidResponseError extends RollcallError {
  override readonly name = 'InvalidResponseError';
}
