import { CODE_NAMES, ERROR_DOMAIN, ERRORS, type ErrorEntry, type ErrorReason } from './errors.ts';

/** A field that is at fault. A misspelling that was understood is told by its right name. */
export interface FieldViolation {
  readonly field: string;
  /** What is wrong and what is allowed, for a person. */
  readonly description: string;
}

/** Everything about a refusal that goes over the wire. */
export interface RefusalOnTheWire<Reason extends string = ErrorReason> {
  readonly reason: Reason;
  readonly requestId: string;
  readonly violations: readonly FieldViolation[];
  /** google.rpc.ErrorInfo metadata: facts for programs. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** The body as google.rpc.Status JSON (AIP-193). */
export function statusBody(refusal: RefusalOnTheWire) {
  return statusBodyOf(ERRORS[refusal.reason], refusal);
}

/** The same for a reason that need not be in the catalogue. */
export function statusBodyOf(
  entry: ErrorEntry,
  { reason, requestId, violations, metadata }: RefusalOnTheWire<string>,
  domain: string = ERROR_DOMAIN,
) {
  return {
    code: entry.code,
    message: reason,
    details: [
      {
        '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
        reason: reason.toUpperCase(),
        domain,
        metadata: { ...metadata },
      },
      { '@type': 'type.googleapis.com/google.rpc.LocalizedMessage', locale: 'en', message: entry.sentence },
      ...(violations.length > 0
        ? [
            {
              '@type': 'type.googleapis.com/google.rpc.BadRequest',
              field_violations: violations.map(({ field, description }) => ({ field, description })),
            },
          ]
        : []),
      { '@type': 'type.googleapis.com/google.rpc.RequestInfo', request_id: requestId },
    ],
  };
}

/** The body as problem details (RFC 9457). */
export function problemBody(refusal: RefusalOnTheWire) {
  return problemBodyOf(ERRORS[refusal.reason], refusal);
}

/** The same for a reason that need not be in the catalogue. */
export function problemBodyOf(entry: ErrorEntry, { reason, requestId, violations }: RefusalOnTheWire<string>) {
  return {
    type: `urn:rollcall:error:${reason}`,
    title: CODE_NAMES[entry.code] ?? 'UNKNOWN',
    status: entry.status,
    detail: entry.sentence,
    instance: `urn:rollcall:request:${requestId}`,
    code: entry.code,
    reason,
    ...(violations.length > 0 ? { errors: violations.map(({ field, description }) => ({ field, description })) } : {}),
  };
}
