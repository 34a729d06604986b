import { type Completion, complete } from './complete.ts';

/** The word that the shells' scripts call. Not in the help: no person needs it. */
export const COMPLETE = '__complete';

/**
 * Answers a script of `rollcall completion`: the first line is `files`, `folders` or `words`, then a word a line, with
 * its description behind a tab. Whatever goes wrong, a person who presses the Tab key must not see it.
 *
 * @param words what stands after `rollcall`, to the cursor
 */
export async function answerShell(words: readonly string[]): Promise<void> {
  const completion = await complete(words).catch((): Completion => []);
  process.stdout.write(`${typeof completion === 'string' ? completion : ['words', ...lines(completion)].join('\n')}\n`);
}

function lines(completion: Exclude<Completion, string>): string[] {
  return completion.map(({ word, description }) => `${word}\t${description}`);
}
