/**
 * Line numbers of rows. The parser says on which line a row ends, and counts a CRLF inside a quoted cell as two lines;
 * a person looks for the line where the row begins.
 */
export class CsvLines {
  /** Lines counted too much so far. */
  #surplus = 0;
  /** The line below the last row: where the next one begins, empty lines aside. */
  next = 1;

  /** The line a row begins on; `end` is the one the parser says it ends on. */
  begin(cells: readonly string[], end: number): number {
    let breaks = 0;
    for (const cell of cells) {
      if (!cell.includes('\n') && !cell.includes('\r')) continue;
      breaks += cell.split(/\r\n|\r|\n/).length - 1;
      this.#surplus += cell.split('\r\n').length - 1;
    }
    this.next = this.corrected(end) + 1;
    return this.next - 1 - breaks;
  }

  /** A line as the parser counts it, as an editor counts it. */
  corrected(line: number): number {
    return line - this.#surplus;
  }
}
