import { closestMatch } from 'leven';

/** The known name a mistyped one probably means, or undefined when none is near. */
export function nearestName(given: string, known: readonly string[]): string | undefined {
  if (given.length > 64) return undefined;
  const plain = given
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
  const spelled = known.find((name) => name.toLowerCase() === plain || name.replaceAll('_', '') === plain);
  return spelled ?? closestMatch(plain, known, { maxDistance: Math.max(2, Math.floor(plain.length / 3)) });
}

/** `Did you mean email?`, or else all there are: `The fields are: …`. */
export function suggestion(given: string, known: readonly string[], plural: string): string {
  const near = nearestName(given, known);
  return near === undefined ? `The ${plural} are: ${known.join(', ')}.` : `Did you mean ${near}?`;
}
