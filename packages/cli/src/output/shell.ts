/** A word as bash reads it back unchanged: quoted only where it has to be. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** How this person calls the command: within a checkout or a project it is npm that finds it. */
export function commandName(): string {
  return process.env.npm_execpath === undefined ? 'rollcall' : 'npx rollcall';
}
