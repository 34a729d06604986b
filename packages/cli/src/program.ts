import { Command as CommanderCommand, type CommanderError, Option as CommanderOption } from 'commander';
import { chapterOf, LAST_CHAPTER } from './commands/chapters.ts';
import type { ArgumentRecord, Command } from './commands/command.ts';
import { COMMANDS, type CommandEntry, GROUPS } from './commands/registry.ts';
import { UsageError } from './failure.ts';
import { describeOption } from './options/describe.ts';
import { type Option, usageOf } from './options/option.ts';
import { suggestion } from './options/suggest.ts';
import { runCommand } from './run-command.ts';

const HELP_COMMAND = ['help [command]', 'Print the help of a command.'] as const;

/**
 * The command line as commander runs it. Only the commands whose words stand in `words` are loaded whole; of the others
 * their name and summary are enough.
 */
export async function createProgram(words: readonly string[], version: string): Promise<CommanderCommand> {
  const program = new CommanderCommand('rollcall')
    .description('An open, self-hosted Users API: runs the server, administers it, and acts as a client.')
    .version(version, '-V, --version', 'Print the version.')
    .helpOption('-h, --help', 'Print this help.')
    .commandsGroup(`${LAST_CHAPTER.title}:`)
    // Flags behind the word of a command are that one's, also where the one that holds it has them too.
    .enablePositionalOptions()
    .helpCommand(...HELP_COMMAND)
    .configureHelp({ showGlobalOptions: false, sortSubcommands: false })
    .showSuggestionAfterError()
    .showHelpAfterError('Run with --help to see what it takes.')
    .configureOutput({ outputError: (text, write) => write(explainUnknown(text)) })
    .addHelpText(
      'after',
      '\nExample:\n  rollcall serve --demo\n\nEach command has its own help: rollcall serve --help',
    );
  throwInsteadOfExiting(program);
  const known = new Map<string, CommanderCommand>([['', program]]);
  for (const entry of COMMANDS) {
    const child = parentOf(known, entry, entry.path.slice(0, -1))
      .command(entry.path.at(-1) ?? '')
      .summary(entry.summary);
    known.set(entry.path.join(' '), child);
    if (entry.path.length === 1) child.helpGroup(`${chapterOf(entry).title}:`);
    throwInsteadOfExiting(child);
    if (entry.path.every((word) => words.includes(word))) equip(child, await entry.load(), heldBy(entry));
    if (heldBy(entry).length > 0) child.commandsGroup('Commands:').helpCommand(...HELP_COMMAND);
  }
  return program;
}

/** The next words of the commands it holds, where it is called by itself and holds others besides. */
function heldBy({ path }: CommandEntry): readonly string[] {
  const held = COMMANDS.filter(
    (other) => other.path.length > path.length && path.every((word, at) => other.path[at] === word),
  );
  return [...new Set(held.map((other) => other.path[path.length] ?? ''))];
}

/** The command that holds it: one that was added before, or a group, made when its first command is. */
function parentOf(
  known: Map<string, CommanderCommand>,
  entry: CommandEntry,
  path: readonly string[],
): CommanderCommand {
  const name = path.join(' ');
  const there = known.get(name);
  if (there !== undefined) return there;
  const group = parentOf(known, entry, path.slice(0, -1))
    .command(path.at(-1) ?? '')
    .commandsGroup('Commands:')
    .helpCommand(...HELP_COMMAND)
    .summary(GROUPS[name] ?? '')
    .description(GROUPS[name] ?? '');
  if (path.length === 1) group.helpGroup(`${chapterOf(entry).title}:`);
  group.addHelpText('after', `\nExample:\n  rollcall ${entry.path.join(' ')} --help`);
  throwInsteadOfExiting(group);
  known.set(name, group);
  return group;
}

/** Where there is nothing near, commander leaves a person with nothing. */
function explainUnknown(text: string): string {
  const said = text.replace(/^error: /, 'rollcall: ');
  if (said.includes('Did you mean')) return said;
  if (said.startsWith('rollcall: unknown option')) return `${said.trimEnd()}\n(Flags stand after the command.)\n`;
  const verb = /^rollcall: unknown command '(.*)'/.exec(said)?.[1];
  const whole = COMMANDS.filter(({ path }) => path.length > 1 && path.at(-1) === verb).map(({ path }) =>
    path.join(' '),
  );
  if (whole.length === 0) return said;
  return `${said.trimEnd()}\n(Did you mean ${new Intl.ListFormat('en', { type: 'disjunction' }).format(whole)}?)\n`;
}

/** Commander calls `--strict=true` unknown, which it is not: it takes no value. */
function explainSwitch(text: string, options: Command['options']): string {
  if (options.output !== undefined && text.startsWith("error: unknown option '--json'")) {
    return 'rollcall: There is no --json here. Use --output json.\n';
  }
  const flag = /^error: unknown option '--(?:no-)?([a-z-]+)=/.exec(text)?.[1];
  const known = Object.values(options).some((option) => option.kind.placeholder === undefined && option.flag === flag);
  if (!known) return text.replace(/^error: /, 'rollcall: ');
  return `rollcall: --${flag} is a switch and takes no value: --${flag} switches it on, --no-${flag} off.\n`;
}

/** To commander, a mistyped word behind a command that is called by itself is one too many. */
function explainWord(text: string, held: readonly string[]): string {
  const word = /^rollcall: too many arguments .* but got \d+: (.*?)(, .*)?\.\n?$/s.exec(text)?.[1];
  if (word === undefined || held.length === 0) return text;
  const unknown = `error: unknown command '${word}'\n`;
  if (COMMANDS.some(({ path }) => path[0] === word))
    return explainUnknown(`${unknown}(Did you mean rollcall ${word}?)\n`);
  const near = suggestion(word, held).trim().replaceAll('"', '');
  return explainUnknown(near === '' ? unknown : `${unknown}(${near})\n`);
}

/** Main decides about exit codes; commander only reports. */
function throwInsteadOfExiting(command: CommanderCommand): void {
  command.exitOverride((error: CommanderError) => {
    throw error;
  });
}

/** @param held the words of the commands that it holds */
function equip(child: CommanderCommand, command: Command, held: readonly string[]): void {
  child.description(command.description);
  for (const { name, description, many } of Object.values(command.arguments)) {
    child.argument(many ? `[${name}...]` : `<${name}>`, description);
  }
  for (const option of Object.values(command.options)) addOption(child, option);
  child.addHelpText('after', `\n${renderExitCodes(command)}${renderExamples(command)}`);
  child.configureOutput({
    outputError: (text, write) => write(explainWord(explainSwitch(text, command.options), held)),
  });
  child.action(async (...given: unknown[]) => {
    // Commander passes the arguments in order, then the flags, then the command.
    const words = given.slice(0, Object.keys(command.arguments).length);
    await runCommand(command, nameWords(command.arguments, words), child.opts());
  });
}

/** Each argument's words: one, or any number where it takes many. */
function nameWords(declared: ArgumentRecord, words: readonly unknown[]): Record<string, readonly string[]> {
  return Object.fromEntries(
    Object.keys(declared).map((name, index) => [name, [words[index] ?? []].flat().map(String)]),
  );
}

function addOption(child: CommanderCommand, option: Option<unknown>): void {
  const declared = new CommanderOption(
    option.kind.placeholder === undefined ? usageOf(option) : `--${option.flag} <${option.kind.placeholder}>`,
    describeOption(option),
  );
  declared.argParser((text: string, sofar: string | undefined) => withEarlier(option, sofar, text));
  child.addOption(declared);
  // The way to switch off what the environment or the config file switched on.
  if (option.kind.placeholder === undefined) child.addOption(new CommanderOption(`--no-${option.flag}`).hideHelp());
}

/** A flag given again adds to a list; elsewhere one of two values would be passed over in silence. */
function withEarlier({ flag, kind }: Option<unknown>, sofar: string | undefined, text: string): string {
  if (sofar === undefined || (sofar === text && !kind.list)) return text;
  if (kind.list) return `${sofar}${kind.separator ?? ','}${text}`;
  throw new UsageError(`--${flag} is given twice, with different values. Give it once.`);
}

function renderExitCodes({ exitCodes = {} }: Command): string {
  const lines = Object.entries(exitCodes).map(([code, meaning]) => `  ${code}  ${meaning}`);
  return lines.length === 0 ? '' : `Exit codes, besides 0, 1 and 2:\n${lines.join('\n')}\n\n`;
}

function renderExamples(command: Command): string {
  const lines = command.examples.map((example) => `  # ${example.does}\n  ${example.command}`);
  return `${lines.length === 1 ? 'Example' : 'Examples'}:\n${lines.join('\n')}`;
}
