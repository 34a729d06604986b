import type { RollcallError } from './errors.ts';

/** What a request is for, named as in the Users API. */
export type OperationId =
  | 'ListUsers'
  | 'GetUser'
  | 'SuspendUser'
  | 'ReactivateUser'
  | 'CheckSuspendUser'
  | 'CheckReactivateUser'
  | 'IssueToken'
  | 'RevokeToken';

/** A request that is about to be sent. */
export interface RequestEvent {
  readonly operation: OperationId;
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** By lower-case name. Credentials are masked: `authorization` is `Bearer ***` or `Basic ***`. */
  readonly headers: Readonly<Record<string, string>>;
  /** 1 for the first try. */
  readonly attempt: number;
}

/** An answer that has arrived whole. */
export interface ResponseEvent {
  readonly operation: OperationId;
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly attempt: number;
  /** Milliseconds from the sending to the last byte of the body. */
  readonly durationMs: number;
}

/** A request that failed and will be repeated. */
export interface RetryEvent {
  readonly operation: OperationId;
  /** The try that failed: 1 for the first. */
  readonly attempt: number;
  /** Milliseconds until the next. */
  readonly delayMs: number;
  /** Why: its `code` is one of the `ERR_` constants. */
  readonly error: RollcallError;
}

/** Called at each step. They are awaited by nobody; what they throw ends the call. */
export interface Hooks {
  readonly onRequest?: ((event: RequestEvent) => void) | undefined;
  readonly onResponse?: ((event: ResponseEvent) => void) | undefined;
  readonly onRetry?: ((event: RetryEvent) => void) | undefined;
}
