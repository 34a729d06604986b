import type { ErrorCode } from '@rollcall/client';

/** Exit codes of the commands that act as a client, besides 0, 1 and 2. */
const EXIT_AUTH = 4;
const EXIT_RATE_LIMITED = 5;

/** What the exit codes mean, for the help of a command. */
export const CONNECTION_EXIT_CODES: Readonly<Record<number, string>> = {
  [EXIT_AUTH]: 'The credentials or the token were refused, or the application lacks a scope.',
  [EXIT_RATE_LIMITED]: 'The rate limit is used up, and waiting for it would take longer than --max-wait.',
};

// Types only: this is loaded at every start, the client is not.
const AUTH: readonly ErrorCode[] = ['ERR_INVALID_CLIENT', 'ERR_UNAUTHENTICATED', 'ERR_INSUFFICIENT_SCOPE'];

/** The exit code for an error of the client. */
export function exitCodeOf(code: string): number {
  if (AUTH.some((each) => each === code)) return EXIT_AUTH;
  return code === ('ERR_RATE_LIMITED' satisfies ErrorCode) ? EXIT_RATE_LIMITED : 1;
}
