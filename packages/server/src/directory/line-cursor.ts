const NEWLINE = 0x0a;

/** Turns places in a stream of chunks into line numbers. Moves forward only, and counts each line break once. */
export class LineCursor {
  #chunk: Uint8Array = new Uint8Array();
  /** Where the chunk begins in the stream. */
  #base = 0;
  #line = 1;
  /** The place in the chunk up to which line breaks are counted. */
  #counted = 0;

  /** Goes on to the next chunk of the stream. */
  enter(chunk: Uint8Array): void {
    this.lineAt(this.#base + this.#chunk.length);
    this.#base += this.#chunk.length;
    this.#chunk = chunk;
    this.#counted = 0;
  }

  /** The line of a byte, by its place in the stream. For places already passed: the line reached so far. */
  lineAt(offset: number): number {
    const end = offset - this.#base;
    while (this.#counted < end) {
      const newline = this.#chunk.indexOf(NEWLINE, this.#counted);
      if (newline < 0 || newline >= end) {
        this.#counted = end;
        break;
      }
      this.#line += 1;
      this.#counted = newline + 1;
    }
    return this.#line;
  }

  /** The line of a byte of the current chunk. */
  lineInChunk(index: number): number {
    return this.lineAt(this.#base + index);
  }

  /** Bytes of the stream up to the end of the current chunk. */
  get end(): number {
    return this.#base + this.#chunk.length;
  }
}
