import type { RollcallError } from '@rollcall/client';
import { exitCodeOf } from './connection/exit-codes.ts';
import { explainFailure } from './connection/explain-failure.ts';
import { Failure } from './failure.ts';
import { printableText } from './output/printable-text.ts';

/** Names of errors whose message is a sentence for the operator already, from the server's floors. */
const FOR_PEOPLE = new Set([
  'StorageRefused',
  'StorageUnavailable',
  'StorageConflict',
  'TlsRefused',
  'DirectoryFileError',
  'SeedRefused',
]);

/**
 * Says on stderr, in one line, what went wrong. With ROLLCALL_DEBUG=1 the stack follows.
 *
 * @returns the exit code: 2 for wrong usage, 1 for the rest
 */
export function reportFailure(error: unknown): number {
  process.stderr.write(`rollcall: ${printableText(sentenceOf(error))}\n`);
  if (process.env.ROLLCALL_DEBUG === '1' && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  if (error instanceof Failure) return error.exitCode;
  return isClientError(error) ? exitCodeOf(error.code) : 1;
}

/** By its shape: loading the client just to ask would slow down every other command. */
function isClientError(error: unknown): error is RollcallError {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    /^ERR_/.test(error.code) &&
    'attempts' in error
  );
}

function sentenceOf(error: unknown): string {
  if (error instanceof Failure) return error.message;
  if (isClientError(error)) return (explainFailure(error).split('\n', 1)[0] ?? '').trim();
  const message = (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
  if (error instanceof Error && FOR_PEOPLE.has(error.name)) return message;
  return `${message} (unexpected; run again with ROLLCALL_DEBUG=1 for details)`;
}

/** A bug must end in one line and exit code 1, never in a stack trace. */
export function exitOnUnhandledFailure(): void {
  const end = (error: unknown) => {
    reportFailure(error);
    process.exit(1);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}

/** `rollcall audit list | head -1`: the reader has enough, and that is no failure. */
export function quietClosedPipe(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', endQuietly);
}

/**
 * From now on the command goes on where nobody reads what it prints, or the disk is full: changes must not be left half
 * done for that.
 *
 * @returns whether stdout was lost to a full disk, as it turns out
 */
export function outliveLostOutput(): { readonly output: boolean } {
  const lost = { output: false };
  for (const stream of [process.stdout, process.stderr]) {
    stream.off('error', endQuietly).on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOSPC') return unlessClosedPipe(error);
      lost.output ||= stream === process.stdout;
    });
  }
  return lost;
}

function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0);
  unlessClosedPipe(error);
}

function unlessClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') return;
  throw error.code === 'ENOSPC'
    ? new Failure('The disk is full: the output is cut off. Make room, run it again.')
    : error;
}
