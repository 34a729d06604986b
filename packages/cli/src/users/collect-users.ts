import { readFile } from 'node:fs/promises';
import { addAbortSignal } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { explainFileError } from '../explain-file-error.ts';
import { UsageError } from '../failure.ts';
import { readUserList } from './user-list-file.ts';
import { readUserWord, STANDARD_INPUT, type UserWord } from './user-word.ts';

/** Who was asked for. */
export interface Asked {
  /** Each once, in the order they were named. */
  readonly words: readonly UserWord[];
  /** Standard input held the list: it cannot answer a question any more. */
  readonly fromStandardInput: boolean;
  /** Where the names came from, for people: `leavers.txt and standard input`. */
  readonly source: string;
}

/**
 * Everybody who is named by the arguments, by `--file`, and on standard input where one of them is `-`. Where that is
 * nobody, it is said on stderr.
 *
 * @throws UsageError if nobody is named in any of these ways
 * @throws Failure for a file that cannot be read, and for lines that name nobody
 */
export async function collectUsers(
  given: readonly string[],
  files: readonly string[] = [],
  signal?: AbortSignal,
): Promise<Asked> {
  if (given.length === 0 && files.length === 0) {
    throw new UsageError(
      'Name somebody: a user id or an email address, --file FILE, or - for a list on standard input.',
    );
  }
  const inArguments = given.filter((each) => each !== STANDARD_INPUT);
  const paths = files.filter((each) => each !== STANDARD_INPUT);
  const fromStandardInput = given.includes(STANDARD_INPUT) || files.includes(STANDARD_INPUT);
  const all = inArguments.map((each) => readUserWord(each)).filter((word) => word !== undefined);
  for (const path of new Set(paths)) all.push(...(await readUserList(await readWhole(path, signal), path)));
  if (fromStandardInput) all.push(...(await readUserList(await readStandardInput(signal), 'standard input')));
  // As they were written first.
  const unique = new Map(all.toReversed().map((word) => [word.id ?? word.email, word]));
  const words = all.filter((word) => unique.get(word.id ?? word.email) === word);
  if (words.length === 0) process.stderr.write('The list is empty: nothing was done.\n');
  const first = inArguments.length > SHOWN ? [`${inArguments.length} arguments`] : inArguments;
  const source = new Intl.ListFormat('en').format([
    ...first,
    ...paths,
    ...(fromStandardInput ? ['standard input'] : []),
  ]);
  return { words, fromStandardInput, source };
}

/** More arguments than this are only counted. */
const SHOWN = 3;

function readStandardInput(signal: AbortSignal | undefined): Promise<Uint8Array> {
  if (process.stdin.isTTY === true)
    process.stderr.write('Type ids or email addresses, one a line; Ctrl-D ends the list.\n');
  return buffer(signal === undefined ? process.stdin : addAbortSignal(signal, process.stdin));
}

async function readWhole(file: string, signal: AbortSignal | undefined): Promise<Uint8Array> {
  try {
    return await readFile(file, { signal });
  } catch (error) {
    throw explainFileError(file, error) ?? error;
  }
}
