import { styleText } from 'node:util';
import stringWidth from 'string-width';
import { shrinkToFit } from './fit-columns.ts';
import { printableText } from './printable-text.ts';
import { showCell } from './table.ts';

export type TableColour = 'green' | 'yellow' | 'red';

/** A cell, and its colour where it has one. */
export interface AlignedCell {
  readonly text: string;
  readonly colour: TableColour | undefined;
}

export interface AlignedColumn {
  readonly title: string;
  /** Cut off where the terminal is too narrow for the whole. */
  readonly shrinks?: boolean;
  /** Characters to keep free from the start. */
  readonly least?: number;
}

export interface AlignedStyle {
  /** For a terminal: coloured, and right-to-left cells wrapped so that the columns keep their order. */
  readonly terminal: boolean;
  /** Characters a line has room for; undefined for as many as there are. */
  readonly width: number | undefined;
}

/** Between two columns. */
const GAP = '  ';

/**
 * A table that is printed while its rows are still coming. A column is as wide as the widest cell so far: the first rows
 * decide, and a wider one later pushes those after it outwards. Markdown would need to know the widest first.
 */
export class AlignedTable {
  readonly #columns: readonly AlignedColumn[];
  readonly #style: AlignedStyle;
  readonly #widths: number[];
  /** What each column may take at the most; known with the first rows. */
  #most: readonly number[] | undefined;

  constructor(columns: readonly AlignedColumn[], style: AlignedStyle) {
    this.#columns = columns;
    this.#style = style;
    this.#widths = columns.map(({ title, least = 0 }) => Math.max(title.length, least));
  }

  /** The rows as lines, before the first of them the heading. */
  render(rows: readonly (readonly AlignedCell[])[]): string {
    this.#grow(rows);
    const first = this.#most === undefined;
    this.#most ??= shrinkToFit(this.#columns, this.#widths, GAP.length, this.#style.width);
    const lines = rows.map((row) => this.#line(row));
    if (first) lines.unshift(this.#heading());
    return `${lines.join('\n')}\n`;
  }

  #grow(rows: readonly (readonly AlignedCell[])[]): void {
    for (const row of rows) {
      for (const [index, { text }] of row.entries()) {
        this.#widths[index] = Math.max(this.#widths[index] ?? 0, stringWidth(printableText(text)));
      }
    }
  }

  #heading(): string {
    const line = this.#line(this.#columns.map(({ title }) => ({ text: title.toUpperCase(), colour: undefined })));
    return this.#style.terminal ? styleText('bold', line) : line;
  }

  #line(row: readonly AlignedCell[]): string {
    const cells = row.map(({ text, colour }, index) => {
      const width = Math.min(this.#widths[index] ?? 0, this.#most?.[index] ?? Number.POSITIVE_INFINITY);
      const shown = showCell(text, { isolate: this.#style.terminal, most: this.#most?.[index] });
      // Nothing follows the last: blanks after it would only break lines.
      const padding = index === row.length - 1 ? '' : ' '.repeat(Math.max(0, width - stringWidth(shown)));
      return (colour === undefined || !this.#style.terminal ? shown : styleText(colour, shown)) + padding;
    });
    return cells.join(GAP).trimEnd();
  }
}
