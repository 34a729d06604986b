const LONGEST = 40;

/**
 * A value from a file, short and safe to print on a terminal: cut to 40 characters, and whatever does not print
 * (controls, direction marks, unpaired surrogates) written as an escape.
 */
export function shownValue(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value) ?? String(value);
  const characters = [...value.slice(0, 2 * LONGEST + 2)];
  const cut = characters.length > LONGEST;
  const shown = characters
    .slice(0, LONGEST)
    .join('')
    .replace(/[\p{C}\p{Zl}\p{Zp}"\\]/gu, escaped);
  return `"${shown}${cut ? '…' : ''}"`;
}

function escaped(character: string): string {
  if (character === '"' || character === '\\') return `\\${character}`;
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
