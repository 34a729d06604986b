import { CONTROL_ERRORS, type ControlErrorReason } from '@rollcall/contract/sandbox';

/** What is wrong with a part of a request. */
export interface ControlViolation {
  /** `first_call`, `seed.accounts[0].name`. */
  readonly field: string;
  readonly description: string;
}

/** A control that cannot be used like this. The message is for a person: what is wrong, and the way out. */
export class ControlRefusal extends Error {
  override readonly name = 'ControlRefusal';
  readonly reason: ControlErrorReason;
  readonly violations: readonly ControlViolation[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    reason: ControlErrorReason,
    more: {
      /** Instead of the general sentence. */
      readonly sentence?: string;
      readonly violations?: readonly ControlViolation[];
      readonly headers?: Readonly<Record<string, string>>;
      readonly cause?: unknown;
    } = {},
  ) {
    super(more.sentence ?? CONTROL_ERRORS[reason].sentence, { cause: more.cause });
    this.reason = reason;
    this.violations = more.violations ?? [];
    this.headers = more.headers ?? {};
  }

  get status(): number {
    return CONTROL_ERRORS[this.reason].status;
  }

  /** As google.rpc.Status. */
  body(): object {
    const domain = 'rollcall.sandbox';
    const details: object[] = [
      { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: this.reason.toUpperCase(), domain, metadata: {} },
      { '@type': 'type.googleapis.com/google.rpc.LocalizedMessage', locale: 'en', message: this.message },
    ];
    if (this.violations.length > 0) {
      details.push({ '@type': 'type.googleapis.com/google.rpc.BadRequest', field_violations: this.violations });
    }
    return { code: CONTROL_ERRORS[this.reason].code, message: this.reason, details };
  }
}
