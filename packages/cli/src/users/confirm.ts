import { Failure, Interrupted, UsageError } from '../failure.ts';

/** Whether somebody is there to answer. */
function canAsk(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true;
}

/**
 * Refuses, before anything else, a run whose question nobody could answer.
 *
 * @throws UsageError where there is no terminal
 */
export function requireAnswerable(count: number, fromStandardInput: boolean): void {
  if (!fromStandardInput && canAsk()) return;
  const why = fromStandardInput ? 'standard input holds the list' : 'there is no terminal to ask on';
  throw new UsageError(
    `${count} people are named, and ${why}. Give --yes to change them without being asked, or --dry-run to see what would happen.`,
  );
}

/**
 * Asks on the terminal; anything but yes ends the command.
 *
 * @throws Failure unless the answer is yes
 */
export async function confirmOrEnd(question: string, signal: AbortSignal): Promise<void> {
  const { confirm } = await import('@inquirer/prompts');
  const yes = await confirm({ message: question, default: false }, { output: process.stderr, signal }).catch(
    (error: unknown) => {
      if (error instanceof Error && error.name === 'ExitPromptError')
        throw new Interrupted('Nothing was changed.', 130);
      throw error;
    },
  );
  if (!yes) throw new Failure('Nothing was changed.');
}
