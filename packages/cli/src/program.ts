import { Command as CommanderCommand, type CommanderError, Option as CommanderOption } from 'commander';
import type { ArgumentRecord, Command } from './commands/command.ts';
import { COMMANDS, type CommandEntry, GROUPS } from './commands/registry.ts';
import { describeOption } from './options/describe.ts';
import { type Option, usageOf } from './options/option.ts';
import { suggestion } from './options/suggest.ts';
import { runCommand } from './run-command.ts';

/**
 * The command line as commander runs it. Only the commands whose words stand in `words` are loaded whole; of the others
 * their name and summary are enough.
 */
export async function createProgram(words: readonly string[], version: string): Promise<CommanderCommand> {
  const program = new CommanderCommand('rollcall')
    .description('An open, self-hosted Users API: runs the server and administers it.')
    .version(version, '-V, --version', 'Print the version.')
    .helpOption('-h, --help', 'Print this help.')
    .helpCommand('help [command]', 'Print the help of a command.')
    .configureHelp({ showGlobalOptions: false, sortSubcommands: false })
    .showSuggestionAfterError()
    .showHelpAfterError('Run with --help to see what it takes.')
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'rollcall: ')) })
    .addHelpText(
      'after',
      '\nExample:\n  rollcall serve --demo\n\nEach command has its own help: rollcall serve --help',
    );
  throwInsteadOfExiting(program);
  const groups = new Map<string, CommanderCommand>();
  refuseUnknownHelp(program, words);
  for (const entry of COMMANDS) {
    const parent = entry.path.length > 1 ? groupOf(program, groups, entry) : program;
    const name = entry.path.at(-1) ?? '';
    const child = parent.command(name).summary(entry.summary);
    throwInsteadOfExiting(child);
    if (entry.path.every((word) => words.includes(word))) equip(child, await entry.load());
  }
  return program;
}

/** Commander answers `help nonsense` with the whole help, which looks like an answer. */
function refuseUnknownHelp(program: CommanderCommand, [first, topic]: readonly string[]): void {
  if (first !== 'help' || topic === undefined || COMMANDS.some((entry) => entry.path[0] === topic)) return;
  const near = suggestion(topic, [...new Set(COMMANDS.map((entry) => entry.path[0] ?? ''))]);
  program.error(`rollcall: unknown command '${topic}'.${near}`);
}

function groupOf(
  program: CommanderCommand,
  groups: Map<string, CommanderCommand>,
  entry: CommandEntry,
): CommanderCommand {
  const name = entry.path[0] ?? '';
  const known = groups.get(name);
  if (known !== undefined) return known;
  const group = program
    .command(name)
    .summary(GROUPS[name] ?? '')
    .description(GROUPS[name] ?? '');
  group.addHelpText('after', `\nExample:\n  rollcall ${entry.path.join(' ')} --help`);
  throwInsteadOfExiting(group);
  groups.set(name, group);
  return group;
}

/** Commander calls `--strict=true` unknown, which it is not: it takes no value. */
function explainSwitch(text: string, options: Command['options']): string {
  const flag = /^error: unknown option '--(?:no-)?([a-z-]+)=/.exec(text)?.[1];
  const known = Object.values(options).some((option) => option.kind.placeholder === undefined && option.flag === flag);
  if (!known) return text.replace(/^error: /, 'rollcall: ');
  return `rollcall: --${flag} is a switch and takes no value: --${flag} switches it on, --no-${flag} off.\n`;
}

/** Main decides about exit codes; commander only reports. */
function throwInsteadOfExiting(command: CommanderCommand): void {
  command.exitOverride((error: CommanderError) => {
    throw error;
  });
}

function equip(child: CommanderCommand, command: Command): void {
  child.description(command.description);
  for (const { name, description, many } of Object.values(command.arguments)) {
    child.argument(many ? `[${name}...]` : `<${name}>`, description);
  }
  for (const option of Object.values(command.options)) addOption(child, option);
  child.addHelpText('after', `\n${renderExitCodes(command)}${renderExamples(command)}`);
  child.configureOutput({ outputError: (text, write) => write(explainSwitch(text, command.options)) });
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
  if (option.kind.list) declared.argParser((text: string, sofar: string | undefined) => joinList(sofar, text));
  child.addOption(declared);
  // The way to switch off what the environment or the config file switched on.
  if (option.kind.placeholder === undefined) child.addOption(new CommanderOption(`--no-${option.flag}`).hideHelp());
}

function joinList(sofar: string | undefined, text: string): string {
  return sofar === undefined ? text : `${sofar},${text}`;
}

function renderExitCodes({ exitCodes = {} }: Command): string {
  const lines = Object.entries(exitCodes).map(([code, meaning]) => `  ${code}  ${meaning}`);
  return lines.length === 0 ? '' : `Exit codes, besides 0, 1 and 2:\n${lines.join('\n')}\n\n`;
}

function renderExamples(command: Command): string {
  const lines = command.examples.map((example) => `  # ${example.does}\n  ${example.command}`);
  return `${lines.length === 1 ? 'Example' : 'Examples'}:\n${lines.join('\n')}`;
}
