import { closestMatch } from 'leven';
import { shownValue } from './shown-value.ts';

/** The known name a mistyped one probably means, or undefined when none is near. */
export function nearestName(given: string, known: readonly string[]): string | undefined {
  if (given.length > 64) return undefined;
  const plain = given
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
  const spelled = known.find((name) => name.toLowerCase() === plain || name.replaceAll('_', '') === plain);
  if (spelled !== undefined) return spelled;
  const begun = plain.length < 3 ? undefined : known.find((name) => name.toLowerCase().startsWith(plain));
  return begun ?? closestMatch(plain, known, { maxDistance: Math.min(4, Math.ceil(plain.length / 3)) });
}

/** A field name from a file as messages show it: unusual ones in quotes and safe to print. */
export function fieldName(given: string): string {
  return /^[\w$-]{1,64}$/.test(given) ? given : shownValue(given);
}

/** `Did you mean email?`, or else all there are: `The fields are: …`. */
export function suggestion(given: string, known: readonly string[], plural: string): string {
  const near = nearestName(given, known);
  return near === undefined ? `The ${plural} are: ${known.join(', ')}.` : `Did you mean ${near}?`;
}
