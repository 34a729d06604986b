import { closestMatch } from 'leven';

/** ` Did you mean "port"?`, or nothing if no known name is near. */
export function suggestion(given: string, known: readonly string[]): string {
  const nearest = closestMatch(given, known, { maxDistance: Math.max(1, Math.floor(given.length * 0.4)) });
  return nearest === undefined ? '' : ` Did you mean "${nearest}"?`;
}
