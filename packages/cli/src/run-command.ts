import type { Argument, Command } from './commands/command.ts';
import { UsageError } from './failure.ts';
import { configOption } from './options/common-options.ts';
import { type ConfigFile, readConfigFile } from './options/config-file.ts';
import { knownKeys, unknownVariables } from './options/known-keys.ts';
import { resolveOptions } from './options/resolve.ts';

/**
 * Runs one command: brings flags, environment and config file together, checks the arguments, and calls it.
 *
 * @param words the arguments by name
 * @param flags what commander read, by camel-case flag name
 * @throws UsageError for a value that is not allowed
 */
export async function runCommand(
  command: Command,
  words: Readonly<Record<string, readonly string[]>>,
  flags: Readonly<Record<string, unknown>>,
): Promise<void> {
  const texts = flagTexts(command, flags);
  const environment = process.env;
  const { values } = resolveOptions({ config: configOption }, { flags: texts, environment, config: undefined });
  const config = values.config === undefined ? undefined : await loadConfig(values.config);
  const resolved = resolveOptions(command.options, { flags: texts, environment, config });
  for (const sentence of await unknownVariables(environment, command.options)) {
    process.stderr.write(`rollcall: warning: ${sentence}\n`);
  }
  const parsed: Record<string, unknown> = {};
  for (const [name, argument] of Object.entries(command.arguments)) {
    const values = (words[name] ?? []).map((text) => parseWord(argument, text));
    parsed[name] = argument.many ? values : values[0];
  }
  await command.run({ arguments: parsed, options: resolved.values, givenAs: resolved.givenAs });
}

function parseWord(argument: Argument, text: string): unknown {
  const value = argument.kind.parse(text, { label: argument.name, folder: process.cwd() });
  if (value !== undefined) return value;
  throw new UsageError(`${argument.name}: "${text}" is refused. Allowed: ${argument.kind.allowed}.`);
}

function flagTexts(command: Command, flags: Readonly<Record<string, unknown>>): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const option of Object.values(command.options)) {
    const value = flags[camelCase(option.flag)];
    if (value !== undefined) texts[option.flag] = String(value);
  }
  return texts;
}

/** Commander's own naming of a flag's value. */
function camelCase(flag: string): string {
  return flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Naming itself is the one thing a config file cannot do. */
async function loadConfig(path: string): Promise<ConfigFile> {
  const keys = await knownKeys();
  return readConfigFile(
    path,
    keys.filter((key) => key !== configOption.key),
  );
}
