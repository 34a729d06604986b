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
}

/**
 * Everybody who is named by the arguments, by `--file`, and on standard input where one of them is `-`.
 *
 * @throws UsageError if nobody is named in any of these ways
 * @throws Failure for a file that cannot be read, and for lines that name nobody
 */
export async function collectUsers(
  given: readonly string[],
  file: string | undefined,
  signal?: AbortSignal,
): Promise<Asked> {
  if (given.length === 0 && file === undefined) {
    throw new UsageError(
      'Name somebody: a user id or an email address, --file FILE, or - for a list on standard input.',
    );
  }
  const fromStandardInput = given.includes(STANDARD_INPUT) || file === STANDARD_INPUT;
  const inArguments = given.filter((each) => each !== STANDARD_INPUT).map((each) => readUserWord(each));
  const all = [
    ...inArguments.filter((word) => word !== undefined),
    ...(file === undefined || file === STANDARD_INPUT ? [] : await readUserList(await readWhole(file, signal), file)),
    ...(fromStandardInput ? await readUserList(await readStandardInput(signal), 'standard input') : []),
  ];
  // As they were written first.
  const unique = new Map(all.toReversed().map((word) => [word.id ?? word.email, word]));
  const words = all.filter((word) => unique.get(word.id ?? word.email) === word);
  return { words, fromStandardInput };
}

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
