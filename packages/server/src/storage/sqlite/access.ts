import type { ChangeContext } from '../../domain/audit.ts';
import type { Person } from '../../domain/directory.ts';
import type { ImportSession } from '../import-session.ts';
import { type Position, StorageUnavailable } from '../storage.ts';
import type { Database } from './database.ts';
import { asUnavailable } from './failures.ts';
import type { ExternalChanges } from './read/external-changes.ts';
import type { ReadModel } from './read/read-model.ts';
import type { WriteQueue } from './write/write-queue.ts';

export interface SqliteParts {
  /** For messages: the data folder. */
  readonly place: string;
  /** Reads only, on this thread. */
  readonly database: Database;
  readonly model: ReadModel;
  readonly changes: ExternalChanges;
  readonly queue: WriteQueue;
  readonly exportUsers: (accountId: string, after: Position | undefined) => Iterable<Person>;
  readonly beginImport: (source: string, context: ChangeContext) => Promise<ImportSession>;
  /** Lets go of what else is held: connections, the server's lock. */
  readonly release: () => void;
}

/** How verbs reach the store. Each group of verbs is a class that extends this one, or the group before it. */
export class SqliteAccess {
  protected readonly parts: SqliteParts;
  #closing: Promise<void> | undefined;

  constructor(parts: SqliteParts) {
    this.parts = parts;
  }

  close(): Promise<void> {
    this.#closing ??= this.parts.queue.close().finally(() => this.parts.release());
    return this.#closing;
  }

  /** Looks for changes from outside first, so that what another process committed holds from the next answer on. */
  protected read<T>(read: (parts: SqliteParts) => T): T {
    this.refuseWhenClosing();
    const { changes, model, place } = this.parts;
    try {
      if (changes.noticed()) model.clear();
      return read(this.parts);
    } catch (error) {
      throw asUnavailable(error, place);
    }
  }

  protected refuseWhenClosing(): void {
    if (this.#closing !== undefined) {
      throw new StorageUnavailable('The store is closing. Repeat the call on a running server.');
    }
  }
}
