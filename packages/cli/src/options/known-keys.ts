import { COMMANDS } from '../commands/registry.ts';
import { TASK_VARIABLES } from '../grade/task-variables.ts';
import { environmentName, type OptionRecord } from './option.ts';
import { suggestion } from './suggest.ts';

/** Variables of the command that are no settings; the last are what an exam tells its client. */
const OTHER_VARIABLES = ['ROLLCALL_DEBUG', 'ROLLCALL_HOME', ...TASK_VARIABLES];

/** The keys of every command: one config file and one environment may serve them all. */
export async function knownKeys(): Promise<readonly string[]> {
  const commands = await Promise.all(COMMANDS.map((each) => each.load()));
  return [...new Set(commands.flatMap((each) => Object.values(each.options).map((option) => option.key)))];
}

/**
 * Sentences about variables that look like settings and are none: a typing mistake would go unnoticed. They are not
 * refused, because other programs may set variables of that form.
 *
 * @param options those of the command that runs
 */
export async function unknownVariables(
  environment: Readonly<Record<string, string | undefined>>,
  options: OptionRecord,
): Promise<readonly string[]> {
  const own = new Set([...Object.values(options).map(environmentName), ...OTHER_VARIABLES]);
  const others = Object.keys(environment).filter((name) => name.startsWith('ROLLCALL_') && !own.has(name));
  if (others.length === 0) return [];
  const known = (await knownKeys()).map((key) => environmentName({ key }));
  return others
    .filter((name) => !known.includes(name))
    .map((name) => `The environment variable ${name} is no setting and is ignored.${suggestion(name, known)}`);
}
