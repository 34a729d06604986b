import { CommanderError } from 'commander';
import { answerShell, COMPLETE } from './completion/answer-shell.ts';
import { readHelpWords } from './help-words.ts';
import { ownVersion } from './own-version.ts';
import { createProgram } from './program.ts';
import { exitOnUnhandledFailure, quietClosedPipe, reportFailure } from './report-failure.ts';

/** Where the process starts: builds the command line, runs it, and turns what went wrong into a line and an exit code. */
async function main(): Promise<void> {
  quietClosedPipe();
  exitOnUnhandledFailure();
  const [first, ...rest] = process.argv.slice(2);
  if (first === COMPLETE) return answerShell(rest);
  try {
    const words = readHelpWords(process.argv.slice(2));
    const program = await createProgram(words, ownVersion());
    await program.parseAsync(words, { from: 'user' });
  } catch (error) {
    process.exit(exitCodeOf(error));
  }
}

/** Commander has said its piece already; help and version are no failures, anything else of it is wrong usage. */
function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  return reportFailure(error);
}

await main();
