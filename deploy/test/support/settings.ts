import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMANDS } from '../../../packages/cli/src/commands/registry.ts';
import { readConfigFile } from '../../../packages/cli/src/options/config-file.ts';
import { knownKeys } from '../../../packages/cli/src/options/known-keys.ts';
import { resolveOptions } from '../../../packages/cli/src/options/resolve.ts';
import { serveOptions } from '../../../packages/cli/src/options/service-options.ts';
import { planService, type ServicePlan } from '../../../packages/cli/src/service/service-plan.ts';

type ServeValues = ReturnType<typeof resolveOptions<typeof serveOptions>>['values'];

/**
 * What `rollcall serve` makes of an environment and a config file, by its own code: it refuses what is no value.
 *
 * @throws the command's own sentence
 */
export async function settingsOfServe(
  environment: Readonly<Record<string, string>>,
  config: string,
): Promise<{ readonly values: ServeValues; readonly plan: ServicePlan }> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-deploy-test-'));
  try {
    const path = join(folder, 'config.yaml');
    await writeFile(path, config);
    const file = await readConfigFile(path, await knownKeys());
    const { values, givenAs } = resolveOptions(serveOptions, { flags: {}, environment, config: file });
    return { values, plan: planService(values, givenAs) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Variables of that form that the command does not know. */
export async function unknownSettings(environment: Readonly<Record<string, unknown>>): Promise<string[]> {
  const known = new Set((await knownKeys()).map((key) => `ROLLCALL_${key.toUpperCase()}`));
  return Object.keys(environment).filter((name) => name.startsWith('ROLLCALL_') && !known.has(name));
}

/** What of a command line `serve …` the command does not have. */
export async function unknownArguments(words: readonly string[]): Promise<string[]> {
  const [name, ...flags] = words;
  const command = COMMANDS.find(({ path }) => path.join(' ') === name);
  if (command === undefined) return [String(name)];
  const known = new Set(Object.values((await command.load()).options).map(({ flag }) => `--${flag}`));
  return flags.filter((flag) => !known.has(flag));
}
