/** Where in a file something stands. */
export interface Place {
  /** Line, counted from 1; undefined where the fault is in the whole file. */
  readonly line: number | undefined;
  /** The file's name of the field or column. */
  readonly field?: string | undefined;
}

/** The file cannot be imported, and nothing of it was. The message is for a person: place, reason, and the way out. */
export class DirectoryFileError extends Error {
  override readonly name = 'DirectoryFileError';
  readonly line: number | undefined;
  readonly field: string | undefined;
  /** The sentence alone, without the place. */
  readonly reason: string;

  constructor(reason: string, place: Place = { line: undefined }) {
    const where = [place.line === undefined ? undefined : `line ${place.line}`, place.field].filter(Boolean);
    super(where.length === 0 ? reason : `${where.join(', ')}: ${reason}`);
    this.reason = reason;
    this.line = place.line;
    this.field = place.field;
  }
}
