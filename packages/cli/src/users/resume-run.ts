import type { Connection } from '../connection/connect.ts';
import { UsageError } from '../failure.ts';
import type { ChangeCall } from './change-command.ts';
import type { ChangeValues } from './change-options.ts';
import { Journal } from './journal.ts';
import { latestJournal, type RunIdentity, requireSameRun } from './journal-folder.ts';
import type { JournalContent } from './journal-format.ts';
import { describeRun, requireRecent } from './unfinished-run.ts';

/** @throws UsageError for what a run that is gone on with or dropped leaves no room for */
export function requireAlone({ given, options, givenAs }: ChangeCall, name: 'resume' | 'discard'): void {
  const others: readonly (keyof ChangeValues)[] = ['dryRun', 'file', name === 'discard' ? 'resume' : 'discard'];
  const other = others.find((each) => options[each] !== undefined && options[each] !== false);
  const what = other === undefined ? given[0] : givenAs(other);
  if (what === undefined) return;
  throw new UsageError(`--${name} is about the people of its journal and does not go with ${what}.`);
}

/**
 * Opens the journal that is meant: the one of `--journal`, or the latest.
 *
 * @throws Failure if there is none, if it is of another run, and with `--yes` if it is old and nobody named it
 */
export async function openUnfinished({ options }: ChangeCall, identity: RunIdentity) {
  const opened = await Journal.resume(options.journal ?? (await latestJournal(identity)));
  const { journal, content } = opened;
  try {
    requireSameRun(content.header, identity, journal.path);
    if (options.resume && options.yes && options.journal === undefined) requireRecent({ path: journal.path, content });
    return opened;
  } catch (error) {
    await journal.close();
    throw error;
  }
}

/** Drops an unfinished run, and says what it was. */
export async function discardRun(call: ChangeCall, identity: RunIdentity): Promise<void> {
  const { journal, content } = await openUnfinished(call, identity);
  await journal.remove();
  process.stderr.write(`Dropped ${describeRun(content)}. Nobody was changed; who was done before stays so.\n`);
}

/** Says which run is gone on with: who was meant may have been forgotten. */
export function sayResumed(content: JournalContent, { accountId }: Connection): void {
  process.stderr.write(`Going on with ${describeRun(content)} for account ${accountId}.\n`);
}
