import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Terminal } from '../support/terminal.ts';
import { noShell, openShell, type Shell } from './shell.ts';

const SHELLS: readonly Shell[] = ['bash', 'zsh', 'fish'];

/** What is typed, and what stands behind the prompt once Tab was pressed. */
const COMPLETED: readonly (readonly [string, string])[] = [
  ['rollcall ser', 'rollcall serve '],
  ['rollcall application rot', 'rollcall application rotate-secret '],
  ['rollcall serve --telemetry-h', 'rollcall serve --telemetry-host '],
  ['rollcall token --region e', 'rollcall token --region eu '],
  ['rollcall token --region=e', 'rollcall token --region=eu '],
  ['rollcall application create --scope list_users,ge', 'rollcall application create --scope list_users,get_user '],
  ['rollcall token --base-url https://users.example.com:8443 --api-version v1b', ' --api-version v1beta1 '],
  ['rollcall help acc', 'rollcall help account '],
  ['rollcall import peo', 'rollcall import people.json '],
  ['rollcall token --ca-file=peo', 'rollcall token --ca-file=people.json '],
  ['rollcall serve --data-dir fol', 'rollcall serve --data-dir folder/'],
  ['true; rollcall ser', 'true; rollcall serve '],
];

for (const shell of SHELLS) {
  describe(`Tab in ${shell}`, { skip: noShell(shell) }, () => {
    it('completes commands, flags, values and files', async (context) => {
      const terminal = await openShell(context, shell);
      await writeFile(join(terminal.folder, 'people.json'), '{}');
      await mkdir(join(terminal.folder, 'folder'));
      for (const [typed, completed] of COMPLETED) await completes(terminal, typed, completed);
    });

    it('never runs what is being typed, shows what there is to choose, and says nothing else', async (context) => {
      const terminal = await openShell(context, shell);
      await completes(terminal, 'rollcall import $(touch ran) ; rollcall serv', 'rollcall serve ');
      await completes(terminal, 'rollcall application show $(touch ran) --js', '--json ');
      terminal.type('ls; echo an""swered\r');
      await terminal.waitFor('\nanswered');
      assert.doesNotMatch(terminal.text(), /^ran$/m);
      terminal.type('rollcall application \t\t');
      await terminal.waitFor('rotate-secret');
      for (const name of ['create', 'list', 'show', 'update', 'delete'])
        assert.match(terminal.text(), new RegExp(name));
      assert.doesNotMatch(terminal.text(), /not found|error|unknown/i);
    });
  });
}

/** Types, presses Tab, and throws the line away. */
async function completes(terminal: Terminal, typed: string, completed: string): Promise<void> {
  terminal.type(typed);
  terminal.press('tab');
  // What stands before the cursor tells of the space at the end.
  await terminal.waitUntil(() => lineToCursor(terminal).endsWith(completed), `"${typed}" as "${completed}"`);
  // Not Ctrl-C: a shell that is not quite done with completing takes that for something else.
  terminal.press('ctrl-u');
  await terminal.waitUntil(() => /^\$ *$/.test(lineToCursor(terminal)), 'an empty line');
}

function lineToCursor(terminal: Terminal): string {
  const { row, column } = terminal.cursor();
  return (terminal.lines()[row] ?? '').padEnd(column).slice(0, column);
}
