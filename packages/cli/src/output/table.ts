import { markdownTable } from 'markdown-table';
import stringWidth from 'string-width';
import { cutToWidth } from './fit-columns.ts';
import { printableText } from './printable-text.ts';

/** A column: its heading, and `right` for numbers. */
export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

export interface TableStyle {
  /** Wrap right-to-left cells so that a terminal with bidirectional text keeps the columns in their order. */
  readonly isolate: boolean;
}

/** Scripts that are written from right to left (Hebrew, Arabic and their kin). */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/**
 * A table for people, aligned by the cells a terminal shows: wide East Asian characters, emoji and combining marks
 * count as what they take. The form is Markdown's, so that it can be pasted into an issue.
 */
export function renderTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  style: TableStyle,
): string {
  const table = [columns.map((column) => column.title), ...rows.map((row) => row.map((cell) => showCell(cell, style)))];
  return markdownTable(table, {
    align: columns.map((column) => (column.align === 'right' ? 'r' : null)),
    stringLength: (cell) => stringWidth(cell),
  });
}

/** Names and values under each other: `Name:   Acme`. */
export function renderFields(fields: readonly (readonly [string, string])[], style: TableStyle): string {
  const width = Math.max(...fields.map(([name]) => stringWidth(name)));
  return fields
    .map(([name, value]) => `${name}:${' '.repeat(width - stringWidth(name))}  ${showCell(value, style)}`)
    .join('\n');
}

/**
 * A cell as it is printed.
 *
 * @param most characters it may take; without it the cell stays whole
 */
export function showCell(cell: string, style: TableStyle & { readonly most?: number | undefined }): string {
  const printable = style.most === undefined ? printableText(cell) : cutToWidth(printableText(cell), style.most);
  // First Strong Isolate … Pop Directional Isolate (UAX #9).
  return style.isolate && RIGHT_TO_LEFT.test(printable) ? `\u2068${printable}\u2069` : printable;
}
