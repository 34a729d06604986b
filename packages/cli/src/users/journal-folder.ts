import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import envPaths from 'env-paths';
import { Failure } from '../failure.ts';
import { makeFolder } from '../make-folder.ts';
import { type JournalContent, type JournalHeader, parseJournal } from './journal-format.ts';

/** Which runs belong together. */
export type RunIdentity = Pick<JournalHeader, 'verb' | 'base_url' | 'account_id'>;

/** Where journals are kept that nobody named: the user's folder for state, on Linux `$XDG_STATE_HOME/rollcall`. */
function journalFolder(): string {
  return join(envPaths('rollcall', { suffix: '' }).log, 'journals');
}

/**
 * A name for a new journal, in the folder of this user. Later ones sort after earlier ones.
 *
 * @throws Failure if the folder cannot be made
 */
export function newJournalPath(verb: JournalHeader['verb'], startedAt: Date): string {
  const folder = journalFolder();
  try {
    makeFolder(folder);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new Failure(`The folder ${folder} for journals cannot be made (${code}). Name a file with --journal.`);
  }
  return join(folder, `${startedAt.toISOString().replaceAll(/[:.]/g, '-')}-${verb}-${process.pid}.ndjson`);
}

/** An unfinished run, and where its journal is. */
export interface UnfinishedRun {
  readonly path: string;
  readonly content: JournalContent;
}

/**
 * The latest unfinished run of this user that did the same in the same place.
 *
 * @throws Failure if there is none
 */
export async function latestJournal(identity: RunIdentity): Promise<string> {
  const latest = await findUnfinished(identity);
  if (latest !== undefined) return latest.path;
  throw new Failure(
    `There is no unfinished run of ${identity.verb} for account ${identity.account_id} at ${identity.base_url} in ` +
      `${journalFolder()}. Name its journal with --journal if it is elsewhere.`,
  );
}

/** The same; undefined if there is none. */
export async function findUnfinished(identity: RunIdentity): Promise<UnfinishedRun | undefined> {
  const folder = journalFolder();
  const names = await readdir(folder).catch(() => []);
  for (const name of names
    .filter((each) => each.endsWith('.ndjson'))
    .sort()
    .reverse()) {
    const path = join(folder, name);
    const content = await contentOf(path);
    if (content !== undefined && isSameRun(content.header, identity)) return { path, content };
  }
  return undefined;
}

/** Those that are not readable or no journals are none of ours to speak of. */
async function contentOf(path: string): Promise<JournalContent | undefined> {
  try {
    return parseJournal(await readFile(path, 'utf8'), path);
  } catch {
    return undefined;
  }
}

function isSameRun(header: JournalHeader, { verb, base_url, account_id }: RunIdentity): boolean {
  return header.verb === verb && header.base_url === base_url && header.account_id === account_id;
}

/** @throws Failure if the journal belongs to another verb, server or account */
export function requireSameRun(header: JournalHeader, identity: RunIdentity, path: string): void {
  if (isSameRun(header, identity)) return;
  const its = `${header.verb} for account ${header.account_id} at ${header.base_url}`;
  throw new Failure(
    `${path} is of another run: ${its}. This would be ${identity.verb} for account ${identity.account_id} at ` +
      `${identity.base_url}. Go on with the command and the connection it was begun with.`,
  );
}
