import type { ErrorReason, FieldViolation, OAuthErrorReason } from '@rollcall/contract';

interface RefusalOptions {
  /** Which parameters are at fault, by the name the caller sent. */
  readonly violations?: readonly FieldViolation[];
  /** Facts for programs: google.rpc.ErrorInfo metadata. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Whole seconds for `Retry-After`. */
  readonly retryAfterSeconds?: number | undefined;
  /** For the log only: never sent. */
  readonly cause?: unknown;
}

/** A resource endpoint says no. Everything on it but `cause` goes over the wire. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly reason: ErrorReason;
  readonly violations: readonly FieldViolation[];
  readonly metadata: Readonly<Record<string, string>>;
  readonly retryAfterSeconds: number | undefined;

  constructor(reason: ErrorReason, options: RefusalOptions = {}) {
    super(reason, { cause: options.cause });
    this.reason = reason;
    this.violations = options.violations ?? [];
    this.metadata = options.metadata ?? {};
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** An OAuth endpoint says no (RFC 6749 section 5.2). */
export class OAuthRefusal extends Error {
  override readonly name = 'OAuthRefusal';
  readonly reason: OAuthErrorReason;
  /** More exact than the catalogue's sentence, where there is more to say. */
  readonly description: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    reason: OAuthErrorReason,
    options: { description?: string; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(reason, { cause: options.cause });
    this.reason = reason;
    this.description = options.description;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
