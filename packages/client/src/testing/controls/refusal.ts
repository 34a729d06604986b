import { SandboxError, type SandboxViolation } from './sandbox-error.ts';

/** A google.rpc.Status, as far as the controls write it. */
interface Status {
  readonly message?: string;
  readonly details?: readonly {
    readonly '@type'?: string;
    readonly domain?: string;
    readonly message?: string;
    readonly field_violations?: readonly SandboxViolation[];
  }[];
}

/** What the controls refused; undefined where the answer is none of theirs. */
export function refusalIn(status: number, answer: unknown): SandboxError | undefined {
  const { message: reason, details = [] } = (answer ?? {}) as Status; // read field by field, and nothing else
  if (!Array.isArray(details) || !details.some(({ domain }) => domain === 'rollcall.sandbox')) return undefined;
  const find = (type: string) => details.find((each) => each['@type']?.endsWith(`.${type}`));
  const sentence = find('LocalizedMessage')?.message ?? reason ?? `The sandbox answered ${status}.`;
  return new SandboxError(sentence, { status, reason, violations: find('BadRequest')?.field_violations });
}
