/** A part of what was sent, and what is wrong with it. */
export interface SandboxViolation {
  /** `first_call`, `seed.accounts[0].name`. */
  readonly field: string;
  readonly description: string;
}

/**
 * What the controls of a sandbox throw. The message is the sandbox's own sentence: what is wrong, and the way out.
 *
 * @example
 * ```ts
 * import { connectSandbox, SandboxError } from '@rollcall/client/testing';
 *
 * const { account } = await connectSandbox(controlUrl);
 * try {
 *   await account.faults.add({ kind: 'answer', operation: 'ListUser', status: 503 });
 * } catch (error) {
 *   if (!(error instanceof SandboxError)) throw error;
 *   console.log(error.status); // 400
 *   console.log(error.violations[0]?.field); // operation
 * }
 * ```
 */
export class SandboxError extends Error {
  override readonly name = 'SandboxError';
  /** HTTP status of the refusal. Undefined where nothing was refused: nobody answered, or something was not as awaited. */
  readonly status: number | undefined;
  /** What the sandbox calls it: `invalid_control`, `not_found`, `already_exists`, … */
  readonly reason: string | undefined;
  /** What of the request is wrong, field by field. */
  readonly violations: readonly SandboxViolation[];

  constructor(
    message: string,
    facts: {
      readonly status?: number | undefined;
      readonly reason?: string | undefined;
      readonly violations?: readonly SandboxViolation[] | undefined;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.status = facts.status;
    this.reason = facts.reason;
    this.violations = facts.violations ?? [];
  }
}
