import type { Sandbox } from '@rollcall/server/sandbox';
import { tableStyle } from '../output/print.ts';
import { renderFields } from '../output/table.ts';
import { type Announcement, announce } from '../service/announce.ts';

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
    notes.push('How clients with fixed host names get here:\n  rollcall sandbox hosts');
  }
  if (controlUrl !== undefined) {
    notes.push(
      `Its controls (clock, faults, people, journal, grade) are at ${controlUrl}/sandbox/v1. Try, while this runs:\n` +
        '  rollcall sandbox journal list\n  rollcall sandbox fault set rate_limit --operation ListUsers\n' +
        '  rollcall sandbox clock advance 15m',
    );
  }
  await announce({ ...announcement, place: undefined, notes });
}
