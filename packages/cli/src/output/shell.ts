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
 * @param dataDir absolute; undefined where there is none
 */
export function adminCommand(words: string, dataDir: string | undefined): string {
  return `${commandName()} ${words}${dataDir === undefined ? '' : ` --data-dir ${shellWord(dataDir)}`}`;
}
