import { closestMatch } from 'leven';

/** ` Did you mean "port"?`, or nothing if no known name is near. */
export function suggestion(given: string, known: readonly string[]): string {
  // Two letters that changed places are a distance of two already.
  const maxDistance = given.length < 4 ? 1 : Math.max(2, Math.floor(given.length * 0.4));
  const nearest = closestMatch(given, known, { maxDistance });
  return nearest === undefined ? '' : ` Did you mean "${nearest}"?`;
}
