import { toTimestamp } from './clock.ts';

/** What secrets are called where nobody says. */

/** The one an application begins with. */
export const FIRST_SECRET = 'First secret';

/** The one that takes the place of others. @param at milliseconds since the Unix epoch */
export function rotationLabel(at: number): string {
  return `Rotated on ${toTimestamp(at).slice(0, 10)}`;
}
