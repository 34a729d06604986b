import type { Command } from './commands/command.ts';
import { COMMANDS } from './commands/registry.ts';
import { UsageError } from './failure.ts';
import { configOption } from './options/common-options.ts';
import { type ConfigFile, readConfigFile } from './options/config-file.ts';
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
  words: Readonly<Record<string, string>>,
  flags: Readonly<Record<string, unknown>>,
): Promise<void> {
  const texts = flagTexts(command, flags);
  const environment = process.env;
  const { values } = resolveOptions({ config: configOption }, { flags: texts, environment, config: undefined });
  const config = values.config === undefined ? undefined : await loadConfig(values.config);
  const resolved = resolveOptions(command.options, { flags: texts, environment, config });
  const parsed: Record<string, unknown> = {};
  for (const [name, argument] of Object.entries(command.arguments)) {
    const text = words[name] ?? '';
    const value = argument.kind.parse(text, { label: argument.name, folder: process.cwd() });
    if (value === undefined) {
      throw new UsageError(`${argument.name}: "${text}" is refused. Allowed: ${argument.kind.allowed}.`);
    }
    parsed[name] = value;
  }
  await command.run({ arguments: parsed, options: resolved.values, givenAs: resolved.givenAs });
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

/** One file may serve every command: all their keys are known, and a key nobody knows is a mistake. */
async function loadConfig(path: string): Promise<ConfigFile> {
  const commands = await Promise.all(COMMANDS.map((each) => each.load()));
  const keys = new Set(commands.flatMap((each) => Object.values(each.options).map((option) => option.key)));
  keys.delete(configOption.key);
  return readConfigFile(path, [...keys]);
}
