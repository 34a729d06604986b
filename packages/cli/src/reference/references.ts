import { COMMANDS } from '../commands/registry.ts';
import { renderCliReference } from './cli-reference.ts';
import { renderConfigurationReference } from './configuration-reference.ts';
import type { GeneratedFile } from './document.ts';

/** The references that are generated from the commands and their options. */
export async function cliReferences(): Promise<readonly GeneratedFile[]> {
  const commands = await Promise.all(COMMANDS.map(async (entry) => ({ entry, command: await entry.load() })));
  return [
    { path: 'docs/reference/cli.md', content: renderCliReference(commands) },
    { path: 'docs/reference/configuration.md', content: renderConfigurationReference(commands) },
  ];
}
