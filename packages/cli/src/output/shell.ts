import { type AdministrationPlace, flagOf } from '../administration/administration-place.ts';

/** A word as bash reads it back unchanged: quoted only where it has to be. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** How this person calls the command: within a checkout or a project it is npm that finds it. */
function commandName(): string {
  return process.env.npm_execpath === undefined ? 'rollcall' : 'npx rollcall';
}

/**
 * A command to copy: it works in any folder.
 *
 * @param place where the data is, or what server works on it; undefined where it is in memory
 */
export function adminCommand(words: string, place: AdministrationPlace | undefined): string {
  const [flag, value] = place === undefined ? ['', ''] : flagOf(place);
  return `${commandName()} ${words}${flag === '' ? '' : ` ${flag} ${shellWord(value)}`}`;
}
