/**
 * What stands on a line of `JSON.stringify(value, undefined, 1)`: `accounts[0].users[2].email`. An object that somebody
 * passed has no lines: the path is what they can find.
 *
 * @param line counted from 1
 * @returns an empty text for the whole, and for a line beyond the end
 */
export function pathOfLine(value: unknown, line: number): string {
  let current = 0;
  for (const path of linesOf(value, '')) if (++current === line) return path;
  return '';
}

/** The path of each line, in order. */
function* linesOf(value: unknown, path: string): Generator<string> {
  yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, each] of Object.entries(value)) {
    yield* linesOf(each, Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`);
  }
  if (Object.keys(value).length > 0) yield path; // the closing bracket
}
