import { COMMANDS } from './commands/registry.ts';

const HELP = new Set(['--help', '-h']);
/** How other commands are asked for their version; -V and --version are ours. */
const VERSION = new Set(['version', '-v']);

/**
 * Makes one of the ways to ask for help: `help account create` becomes `account create --help`. Where there is no such
 * command the question is taken away, and commander says so and what is near: it would answer with the whole help, which
 * looks like an answer. `version` and `-v` alone become `--version`.
 */
export function readHelpWords(given: readonly string[]): readonly string[] {
  if (given.length === 1 && VERSION.has(given[0] ?? '')) return ['--version'];
  const words = given[0] === 'help' ? [...given.slice(1), '--help'] : given;
  const end = words.findIndex((word) => word.startsWith('-'));
  const path = end === -1 ? words : words.slice(0, end);
  return isKnown(path) ? words : words.filter((word) => !HELP.has(word));
}

/** Behind a whole command stand its arguments. */
function isKnown(path: readonly string[]): boolean {
  return COMMANDS.some((entry) => entry.path.every((word, index) => index >= path.length || path[index] === word));
}
