/**
 * Characters that steer a terminal or a log viewer instead of being read: C0 and C1 controls, line separators, and the
 * marks that turn the direction of writing. JSON escapes some of them, and tools that print single fields undo that.
 */
const STEERING =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** Text from outside, fit for a log line: steering characters become `?`, and what is longer than `length` is cut. */
export function printable(text: string, length: number): string {
  const cut = text.length > length ? `${text.slice(0, length)}…` : text;
  return cut.replace(STEERING, '?').toWellFormed();
}
