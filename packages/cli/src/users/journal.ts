import { constants } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { explainFileError } from '../explain-file-error.ts';
import { Failure } from '../failure.ts';
import { type JournalContent, type JournalHeader, parseJournal } from './journal-format.ts';
import { JournalLock } from './journal-lock.ts';
import type { Outcome } from './outcome.ts';

/**
 * What a run has done, on disk as it is done: a line for each person who is finished. Whoever has it knows who was
 * suspended, so that it is readable by its owner only. Gone when everybody is finished.
 */
export class Journal {
  readonly path: string;
  readonly #file: FileHandle;
  readonly #lock: JournalLock;
  #closed = false;

  private constructor(path: string, file: FileHandle, lock: JournalLock) {
    this.path = path;
    this.#file = file;
    this.#lock = lock;
  }

  /** @throws Failure where the file is there already, or cannot be made */
  static async create(path: string, header: JournalHeader): Promise<Journal> {
    const journal = await Journal.#open(path, 'ax');
    try {
      await journal.#append(header);
      return journal;
    } catch (error) {
      await journal.remove();
      throw error;
    }
  }

  /**
   * Opens a journal to go on with it.
   *
   * @throws Failure where there is none, or another process is working on it
   */
  static async resume(path: string): Promise<{ readonly journal: Journal; readonly content: JournalContent }> {
    const journal = await Journal.#open(path, constants.O_RDWR | constants.O_APPEND);
    try {
      const content = parseJournal(await journal.#file.readFile('utf8'), path);
      if (content === undefined) throw new Failure(`${path} is empty: nothing was done. Begin the run anew.`);
      await journal.#file.truncate(content.wholeBytes);
      return { journal, content };
    } catch (error) {
      await journal.close();
      throw error;
    }
  }

  static async #open(path: string, flags: string | number): Promise<Journal> {
    let file: FileHandle;
    try {
      file = await open(path, flags, 0o600);
    } catch (error) {
      throw isThere(error)
        ? new Failure(`${path} is there already. Add --resume to go on with it, or name another file.`)
        : (explainFileError(path, error) ?? error);
    }
    try {
      return new Journal(path, file, new JournalLock(path));
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /**
   * Resolves when it is on disk.
   *
   * @throws Failure where the disk does not take it
   */
  async append(outcome: Outcome): Promise<void> {
    await this.#append(outcome);
  }

  async #append(line: Outcome | JournalHeader): Promise<void> {
    try {
      await this.#file.appendFile(`${JSON.stringify(line)}\n`);
      await this.#file.datasync();
    } catch (error) {
      throw explainFileError(this.path, error) ?? cannotWrite(this.path, error);
    }
  }

  /** May be called again. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#file.close();
    this.#lock.release();
  }

  /** Everybody is finished. */
  async remove(): Promise<void> {
    await rm(this.path, { force: true });
    await this.close();
  }
}

function cannotWrite(path: string, error: unknown): Failure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return new Failure(`The journal ${path} cannot be written (${code}). Mend that, and try again.`);
}

function isThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}
