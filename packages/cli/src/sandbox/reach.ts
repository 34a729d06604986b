import { connectSandbox, type RemoteSandbox, type SandboxAccount, SandboxError } from '@rollcall/client/testing';
import { Failure } from '../failure.ts';

/**
 * Works with the controls of a running sandbox.
 *
 * @throws Failure with the sentence of the sandbox, or that there is none
 */
export async function withSandbox<Result>(
  { controlUrl }: { readonly controlUrl: string },
  work: (sandbox: RemoteSandbox) => Promise<Result>,
): Promise<Result> {
  const sandbox = await connectSandbox(controlUrl).catch((error: unknown) => {
    throw new Failure(whyNot(controlUrl, error), { cause: error });
  });
  try {
    return await work(sandbox);
  } catch (error) {
    // Whatever the controls refuse comes with a sentence for people.
    throw error instanceof SandboxError ? new Failure(error.message, { cause: error }) : error;
  }
}

/** Works with one account of it: the one it started with unless named. */
export function withAccount<Result>(
  options: { readonly controlUrl: string; readonly account: string | undefined },
  work: (account: SandboxAccount) => Promise<Result>,
): Promise<Result> {
  return withSandbox(options, async (sandbox) => {
    return work(options.account === undefined ? sandbox.account : await sandbox.getAccount(options.account));
  });
}

function whyNot(controlUrl: string, error: unknown): string {
  // Whatever answers there has a sentence of its own.
  if (error instanceof SandboxError && error.cause === undefined) return error.message;
  return `No sandbox answers at ${controlUrl}. Start one (rollcall sandbox), or give --control-url as it prints it.`;
}
