import type { Command } from '../commands/command.ts';
import { COMMANDS, type CommandEntry, GROUPS } from '../commands/registry.ts';
import type { Kind } from '../options/kind.ts';
import { offerFlags, takesValue } from './flags.ts';
import { offerValues } from './values.ts';

/** One thing the Tab key may put in the place of the word. */
export interface Candidate {
  /** The whole word, what stands there already included. */
  readonly word: string;
  readonly description: string;
}

/** What fits: words, or whatever files or folders the shell itself finds. */
export type Completion = 'files' | 'folders' | readonly Candidate[];

/**
 * What may stand in the place of the last word. The commands and their options are the same data that the help comes
 * from; only the command that is being written is loaded.
 *
 * @param words what stands after `rollcall`, to the cursor; the last one is being written and may be empty
 */
export async function complete(words: readonly string[]): Promise<Completion> {
  const current = words.at(-1) ?? '';
  const [before, helpOnly] = withoutHelp(words.slice(0, -1));
  const entry = calledBy(before);
  if (entry === undefined) {
    const offered = current.startsWith('-') ? rootFlags(before) : nextWords(before, helpOnly);
    return offered.filter(({ word }) => word.startsWith(current));
  }
  const given = before.slice(entry.path.length);
  const held = nextWords(before, true).filter(({ word }) => word.startsWith(current));
  if (helpOnly || (held.length > 0 && !current.startsWith('-'))) return held;
  return completeCall(await entry.load(), given, current);
}

/** The command these words call: the longest, where one holds others. */
function calledBy(before: readonly string[]): CommandEntry | undefined {
  const fitting = COMMANDS.filter(({ path }) => path.every((word, index) => before[index] === word));
  return fitting.reduce<CommandEntry | undefined>(
    (longest, each) => (each.path.length > (longest?.path.length ?? 0) ? each : longest),
    undefined,
  );
}

/** `help` takes the words of a command and nothing else. */
function withoutHelp(before: readonly string[]): [words: readonly string[], helpOnly: boolean] {
  return before[0] === 'help' ? [before.slice(1), true] : [before, false];
}

function rootFlags(before: readonly string[]): readonly Candidate[] {
  const help = { word: '--help', description: 'Print the help.' };
  return before.length > 0 ? [help] : [help, { word: '--version', description: 'Print the version.' }];
}

function nextWords(before: readonly string[], helpOnly: boolean): readonly Candidate[] {
  const fitting = COMMANDS.filter(
    ({ path }) => path.length > before.length && before.every((word, index) => path[index] === word),
  );
  const found = new Map(fitting.map((entry) => [entry.path[before.length] ?? '', describe(entry, before.length)]));
  if (before.length === 0 && !helpOnly) found.set('help', 'Print the help of a command.');
  return [...found].map(([word, description]) => ({ word, description }));
}

/** The sentence of a group until its command is chosen; one that is called by itself has its own. */
function describe({ path, summary }: CommandEntry, depth: number): string {
  if (path.length === depth + 1) return summary;
  const name = path.slice(0, depth + 1).join(' ');
  return GROUPS[name] ?? COMMANDS.find((each) => each.path.join(' ') === name)?.summary ?? '';
}

/** @param given the words between the command's name and the cursor */
async function completeCall(command: Command, given: readonly string[], current: string): Promise<Completion> {
  const options = Object.values(command.options);
  let words = 0;
  let expecting: Kind<unknown> | undefined;
  let flagsEnded = false;
  for (const word of given) {
    if (expecting !== undefined) expecting = undefined;
    else if (!flagsEnded && word === '--') flagsEnded = true;
    else if (!flagsEnded && /^-./.test(word)) expecting = takesValue(options, word);
    else words += 1;
  }
  if (expecting !== undefined) return offerValues(expecting, current);
  const [, head, value] = /^(--[^=]+=)(.*)$/s.exec(flagsEnded ? '' : current) ?? [];
  if (head !== undefined && value !== undefined) {
    const kind = takesValue(options, head.slice(0, -1));
    return kind === undefined ? [] : offerValues(kind, value, head);
  }
  if (!flagsEnded && current.startsWith('-')) return offerFlags(options, given, current);
  const declared = Object.values(command.arguments);
  const argument = declared[words] ?? declared.findLast(({ many }) => many === true);
  if (argument !== undefined) return offerValues(argument.kind, current);
  return current === '' && !flagsEnded ? offerFlags(options, given, '') : [];
}
