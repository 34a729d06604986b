import type { TableStyle } from './table.ts';

/** Writes a line to stdout. */
export function printLine(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Writes one JSON document, for programs. */
export function printJson(document: unknown): void {
  printLine(JSON.stringify(document, undefined, 2));
}

/** Isolating marks help on a terminal and would be noise in a file. */
export function tableStyle(): TableStyle {
  return { isolate: process.stdout.isTTY === true };
}

/** Characters a line of the terminal has room for; undefined where stdout is none, or does not say. */
export function terminalWidth(): number | undefined {
  const { isTTY, columns } = process.stdout;
  return isTTY === true && columns > 0 ? columns : undefined;
}

/** `1 person`, `2 people`. */
export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
