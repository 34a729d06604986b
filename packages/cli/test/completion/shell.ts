import { spawnSync } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { TestContext } from 'node:test';
import { BIN, temporaryFolder } from '../support/rollcall.ts';
import { noTerminal, openTerminal, type Terminal } from '../support/terminal.ts';

/** How each shell is started without anybody's own settings, and told to show `$ ` as its prompt. */
const SHELLS = {
  bash: { args: ['--norc', '--noprofile', '-i'], prompt: "PS1='$ '" },
  zsh: { args: ['-f', '-i'], prompt: "PS1='$ '" },
  fish: { args: ['--no-config', '-i'], prompt: "function fish_prompt; echo '$ '; end" },
} as const;

export type Shell = keyof typeof SHELLS;

/** For `skip`: why this shell cannot be tested here, or false. */
export function noShell(shell: Shell): string | false {
  if (noTerminal !== false) return noTerminal;
  return spawnSync(shell, ['-c', 'exit 0']).status !== 0 && `${shell} is not installed`;
}

/** A shell in a terminal, in an empty folder of its own, with `rollcall` in PATH and its completion switched on. */
export async function openShell(context: TestContext, shell: Shell): Promise<Terminal & { readonly folder: string }> {
  const home = await temporaryFolder(context);
  const folder = join(home, 'here');
  const programs = join(home, 'bin');
  await Promise.all([mkdir(folder), mkdir(programs)]);
  const program = join(programs, 'rollcall');
  await writeFile(program, `#!/bin/sh\nexec '${process.execPath}' '${BIN}' "$@"\n`);
  await chmod(program, 0o755);
  const env = {
    HOME: home,
    ZDOTDIR: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_DATA_HOME: join(home, '.local'),
    PATH: `${programs}${delimiter}${process.env.PATH}`,
    BASH_SILENCE_DEPRECATION_WARNING: '1',
  };
  const terminal = openTerminal(context, shell, SHELLS[shell].args, { env, cwd: folder, columns: 120, rows: 50 });
  terminal.type(`${SHELLS[shell].prompt}\r`);
  const script = shell === 'fish' ? 'rollcall completion fish | source' : `eval "$(rollcall completion ${shell})"`;
  terminal.type(`${script}; echo is''ready\r`);
  await terminal.waitUntil(() => /isready\n+\$ *$/.test(terminal.text()), `${shell} with its completion`);
  return { ...terminal, folder };
}
