import { ADMIN_ERRORS, type AdminErrorReason } from '@rollcall/contract/admin';

/** What is wrong with a part of a request. */
export interface AdminViolation {
  /** `redirect_url`, `scopes[0]`. */
  readonly field: string;
  readonly description: string;
}

/** An operation that cannot be carried out. The message is for a person: what is wrong, and the way out. */
export class AdminRefusal extends Error {
  override readonly name = 'AdminRefusal';
  readonly reason: AdminErrorReason;
  readonly violations: readonly AdminViolation[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    reason: AdminErrorReason,
    more: {
      /** Instead of the general sentence. */
      readonly sentence?: string;
      readonly violations?: readonly AdminViolation[];
      readonly headers?: Readonly<Record<string, string>>;
      readonly cause?: unknown;
    } = {},
  ) {
    super(more.sentence ?? ADMIN_ERRORS[reason].sentence, { cause: more.cause });
    this.reason = reason;
    this.violations = more.violations ?? [];
    this.headers = more.headers ?? {};
  }

  get status(): number {
    return ADMIN_ERRORS[this.reason].status;
  }
}
