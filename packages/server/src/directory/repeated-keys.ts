/**
 * `JSON.parse` keeps the last of two equal keys without a word. A line of a directory file is flat (one object of
 * scalars and lists of strings), so that its keys are exactly the strings before a colon.
 */
const STRING = /"((?:[^"\\]|\\.)*)"\s*(:?)/g;
const SPACED_COLON = /"\s+:/;

/**
 * Whether the text of one valid JSON object may have a key twice, by a fast look: it counts what looks like the end of
 * a key, which is never less than the keys there are. `distinct` is how many keys were left after parsing.
 */
export function mayRepeatKeys(text: string, distinct: number): boolean {
  let count = 0;
  for (let at = text.indexOf('":'); at >= 0; at = text.indexOf('":', at + 2)) count += 1;
  return count !== distinct || SPACED_COLON.test(text);
}

/** The first key that stands twice, or undefined. */
export function repeatedKey(text: string): string | undefined {
  const seen = new Set<string>();
  for (const [, raw, colon] of text.matchAll(STRING)) {
    if (colon === '') continue;
    const key = String(JSON.parse(`"${raw}"`));
    if (seen.has(key)) return key;
    seen.add(key);
  }
  return undefined;
}
