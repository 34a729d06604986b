/** A name, or what a server says, may hold anything; a terminal must not take it for a command or a change of direction. */
export function printableText(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD');
}
