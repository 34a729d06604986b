import type { Sandbox } from '@rollcall/server/sandbox';
import { tableStyle } from '../output/print.ts';
import { adminCommand, shellWord } from '../output/shell.ts';
import { renderFields } from '../output/table.ts';
import { type Announcement, announce } from '../service/announce.ts';
import { USUAL_CONTROL_URL } from './control-options.ts';

/** Tells a person where the sandbox is, and what they can do to it besides calling it. */
export async function announceSandbox(
  announcement: Omit<Announcement, 'place' | 'notes'> & Pick<Sandbox, 'controlUrl' | 'regions'>,
): Promise<void> {
  const { controlUrl, regions } = announcement;
  const notes: string[] = [];
  if (regions.length > 1) {
    const fields = regions.map(({ name, baseUrl, hostName }): [string, string] => {
      return [`Region ${name}`, hostName === undefined ? baseUrl : `${baseUrl}, and for ${hostName}`];
    });
    notes.push(renderFields(fields, tableStyle()));
  }
  if (regions.some(({ hostName }) => hostName !== undefined)) {
    notes.push(`How clients with fixed host names get here:\n  ${adminCommand('sandbox hosts', undefined)}`);
  }
  if (controlUrl !== undefined) notes.push(controlsNote(controlUrl));
  await announce({ ...announcement, place: undefined, notes });
}

/** The commands find the usual port by themselves. */
function controlsNote(controlUrl: string): string {
  const target = controlUrl === USUAL_CONTROL_URL ? '' : ` --control-url ${shellWord(controlUrl)}`;
  const commands = [
    'journal list',
    'fault set rate_limit retry_after_seconds=2 --operation ListUsers',
    'clock advance 15m',
  ];
  return (
    `Its controls (clock, faults, people, journal, grade) are at ${controlUrl}/sandbox/v1. Try, while this runs:\n` +
    commands.map((command) => `  ${adminCommand(`sandbox ${command}`, undefined)}${target}`).join('\n')
  );
}
