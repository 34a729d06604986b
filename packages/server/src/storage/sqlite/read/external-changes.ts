import { integer } from '../../row.ts';
import type { Database } from '../database.ts';
import { externalEpoch } from '../write/housekeeping.ts';

/**
 * Notices changes that other processes make to the same folder: the command line beside a running server. SQLite's
 * data_version moves with every commit of another connection, the server's own writer included; the epoch in the store
 * moves with those of other processes only, and is read only then. Asked once per turn of the event loop.
 */
export class ExternalChanges {
  readonly #database: Database;
  /** Every other connection's commit counts, not only what the epoch tells of: for the command line itself. */
  readonly #distrustful: boolean;
  #dataVersion: number;
  #epoch: number;
  #asked = false;

  constructor(database: Database, distrustful: boolean) {
    this.#database = database;
    this.#distrustful = distrustful;
    this.#dataVersion = this.#readDataVersion();
    this.#epoch = externalEpoch(database);
  }

  /** Whether the database changed in ways the read model was not told of, since the last question. */
  noticed(): boolean {
    if (this.#asked) return false;
    this.#asked = true;
    setImmediate(() => {
      this.#asked = false;
    }).unref();
    const dataVersion = this.#readDataVersion();
    if (dataVersion === this.#dataVersion) return false;
    this.#dataVersion = dataVersion;
    return this.isUnknown(externalEpoch(this.#database)) || this.#distrustful;
  }

  /** Whether that epoch is another than the one known; it is known from now on. */
  isUnknown(epoch: number): boolean {
    const unknown = epoch !== this.#epoch;
    this.#epoch = epoch;
    return unknown;
  }

  #readDataVersion(): number {
    const row = this.#database.one('PRAGMA data_version');
    return row === undefined ? 0 : integer(row, 'data_version');
  }
}
