import { CHAPTERS, type Chapter, chapterOf, LAST_CHAPTER } from '../commands/chapters.ts';
import { type Command, usageOfArgument } from '../commands/command.ts';
import type { CommandEntry } from '../commands/registry.ts';
import { fallbackOf } from '../options/describe.ts';
import { type Option, usageOf } from '../options/option.ts';
import { GENERATED_NOTE, markdownRows } from './document.ts';

export interface LoadedCommand {
  readonly entry: CommandEntry;
  readonly command: Command;
}

const EXIT_CODES = `## Exit codes

| code | meaning |
| --- | --- |
| 0 | Done; for \`serve\` and \`sandbox\`: stopped by SIGTERM or SIGINT, and everything is closed. |
| 1 | It could not be done. One sentence on stderr says why and what to do. |
| 2 | Called wrongly: an unknown command or flag, or a value that is not allowed. |
| 130, 143 | Stopped by SIGINT or SIGTERM before it was done, or by a second signal. |`;

/** docs/reference/cli.md: every command with its arguments, flags and examples. */
export function renderCliReference(commands: readonly LoadedCommand[]): string {
  const chapters = [...CHAPTERS, LAST_CHAPTER].map((chapter) => ({
    chapter,
    commands: commands.filter(({ entry }) => chapterOf(entry) === chapter),
  }));
  return `${[
    GENERATED_NOTE,
    '# The `rollcall` command',
    'Results go to stdout, everything else to stderr. With `--json` the result is one JSON document; the `users` commands ' +
      'take `--output json` instead. The commands that ' +
      'administer work on the data directly, whether servers run on it or not; a running server acts on the ' +
      'change at its next call. Every flag is also an environment variable and a key of a config file: see ' +
      '[configuration](configuration.md).',
    ...chapters.map(({ chapter, commands }) => renderContents(chapter, commands)),
    EXIT_CODES,
    ...chapters.flatMap(({ chapter, commands }) => [`## ${chapter.title}`, ...commands.map(renderCommand)]),
  ].join('\n\n')}\n`;
}

function renderContents({ title }: Chapter, commands: readonly LoadedCommand[]): string {
  const rows = commands.map(({ entry }) => {
    const name = entry.path.join(' ');
    return [`[\`rollcall ${name}\`](#rollcall-${name.replaceAll(' ', '-')})`, entry.summary];
  });
  return markdownRows([[title, 'what it does'], ...rows]);
}

function renderCommand({ entry, command }: LoadedCommand): string {
  const name = `rollcall ${entry.path.join(' ')}`;
  const words = Object.values(command.arguments).map((argument) => ` ${usageOfArgument(argument)}`);
  const parts = [`### ${name}`, command.description, `\`\`\`\n${name}${words.join('')} [flags]\n\`\`\``];
  const given = Object.values(command.arguments);
  if (given.length > 0) {
    const rows = given.map((each) => [`\`${each.name}\``, each.description, each.kind.allowed]);
    parts.push(markdownRows([['argument', 'what it is', 'allowed'], ...rows]));
  }
  const flags = Object.values(command.options).map(flagRow);
  if (flags.length > 0) parts.push(markdownRows([['flag', 'what it does', 'default'], ...flags]));
  const codes = Object.entries(command.exitCodes ?? {});
  if (codes.length > 0) parts.push(markdownRows([['exit code', 'meaning, besides 0, 1 and 2'], ...codes]));
  const examples = command.examples.map((example) => `# ${example.does}\n${example.command}`);
  parts.push(`\`\`\`sh\n${examples.join('\n')}\n\`\`\``);
  return parts.join('\n\n');
}

function flagRow(option: Option<unknown>): readonly string[] {
  const fallback = option.required ? '**must be given**' : (fallbackOf(option) ?? '');
  return [`\`${usageOf(option)}\``, option.description, fallback];
}
