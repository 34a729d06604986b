import { connectSandbox, type RemoteSandbox, type SandboxAccount } from '@rollcall/client/testing';
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
    throw error instanceof Failure || !(error instanceof Error) ? error : new Failure(error.message, { cause: error });
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

const WHERE = 'Start a sandbox (rollcall sandbox), or give --control-url as it prints it.';

function whyNot(controlUrl: string, error: unknown): string {
  if (error instanceof Error && error.cause !== undefined) return `No sandbox answers at ${controlUrl}. ${WHERE}`;
  // Something answers. A sentence of its own says more than that it is not what was looked for.
  const isSentence = error instanceof Error && error.name === 'Error';
  return `These are not the controls of a sandbox at ${controlUrl}${isSentence ? `: ${error.message}` : '.'} ${WHERE}`;
}
