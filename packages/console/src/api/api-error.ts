/** A field of the request that is at fault, and why. */
export interface FieldViolation {
  readonly field: string;
  readonly description: string;
}

/** A refusal of the management API (google.rpc.Status), or that it could not be reached (`reason` is `unreachable`). */
export class ApiError extends Error {
  /** HTTP status; 0 where there was no answer. */
  readonly status: number;
  /** snake_case name of the refusal: `no_owner_remain`. */
  readonly reason: string;
  readonly violations: readonly FieldViolation[];
  /** Seconds after which it may be repeated. */
  readonly retryAfter: number | undefined;
  /** Leads to the request in the log of the server. */
  readonly requestId: string | undefined;

  constructor(facts: Omit<ApiError, keyof Error> & { readonly message: string }) {
    super(facts.message);
    this.name = 'ApiError';
    this.status = facts.status;
    this.reason = facts.reason;
    this.violations = facts.violations;
    this.retryAfter = facts.retryAfter;
    this.requestId = facts.requestId;
  }
}

export function unreachable(cause: unknown): ApiError {
  const message = cause instanceof Error ? cause.message : String(cause);
  const nothing = { violations: [], retryAfter: undefined, requestId: undefined };
  return new ApiError({ status: 0, reason: 'unreachable', message, ...nothing });
}

/** Reads a refusal. A proxy may have answered in place of the server: then the status alone tells what it is. */
export async function readRefusal(response: Response): Promise<ApiError> {
  const status: unknown = await response.json().catch(() => undefined);
  const details = asRecords(field(status, 'details'));
  const message = text(find(details, 'LocalizedMessage')?.message) ?? response.statusText;
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  return new ApiError({
    status: response.status,
    reason: text(field(status, 'message')) ?? (response.status >= 500 ? 'unavailable' : 'unknown'),
    message,
    violations: asRecords(
      find(details, 'BadRequest')?.fieldViolations ?? find(details, 'BadRequest')?.field_violations,
    ).map((violation) => ({ field: text(violation.field) ?? '', description: text(violation.description) ?? '' })),
    retryAfter: Number.isFinite(retryAfter) ? retryAfter : undefined,
    requestId: response.headers.get('x-request-id') ?? undefined,
  });
}

type Fields = Readonly<Record<string, unknown>>;

function find(details: readonly Fields[], type: string): Fields | undefined {
  return details.find((detail) => text(detail['@type'])?.endsWith(`google.rpc.${type}`));
}

function field(value: unknown, name: string): unknown {
  return isFields(value) ? value[name] : undefined;
}

function asRecords(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
