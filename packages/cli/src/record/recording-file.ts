import { appendFileSync, closeSync, openSync, rmSync } from 'node:fs';
import { Failure } from '../failure.ts';

/** The file of a recording, a line after the other. */
export class RecordingFile {
  readonly #file: string;
  readonly #descriptor: number;
  #lines = 0;
  /** Why nothing is written any more. */
  #full: string | undefined;

  constructor(file: string, descriptor: number) {
    this.#file = file;
    this.#descriptor = descriptor;
  }

  /**
   * @param file it must not be there yet
   * @throws Failure if it cannot be made
   */
  static create(file: string): RecordingFile {
    try {
      // Nobody else's to read, although everything in it is redacted.
      return new RecordingFile(file, openSync(file, 'wx', 0o600));
    } catch (cause) {
      const code = codeOf(cause);
      if (code === 'EEXIST') throw new Failure(`${file} is there already. Give another --output, or remove it first.`);
      throw new Failure(`${file} cannot be written (${code}). Check the folder.`, { cause });
    }
  }

  /** Lines written so far. */
  get lines(): number {
    return this.#lines;
  }

  /**
   * Writes a line. After one that could not be written there are no others: what is missing in the middle could not be
   * told from what never happened.
   */
  append(line: object): void {
    if (this.#full !== undefined) return;
    try {
      appendFileSync(this.#descriptor, `${JSON.stringify(line)}\n`);
      this.#lines += 1;
    } catch (error) {
      this.#full = codeOf(error);
      process.stderr.write(
        `rollcall: ${this.#file} cannot be written (${this.#full}): from here on nothing is recorded.\n`,
      );
    }
  }

  /** @throws Failure where something is missing */
  close(): void {
    closeSync(this.#descriptor);
    if (this.#full === undefined) return;
    throw new Failure(
      `${this.#file} could not be written (${this.#full}), and is not whole. Make room there, and record again.`,
    );
  }

  /** Takes it away again: nothing came of it. */
  discard(): void {
    closeSync(this.#descriptor);
    rmSync(this.#file, { force: true });
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
