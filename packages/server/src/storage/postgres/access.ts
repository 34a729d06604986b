import type { Database } from './database.ts';
import type { Readers } from './replicas/readers.ts';

/** How verbs reach the database. Each group of verbs is a class that extends this one, or the group before it. */
export class PostgresAccess {
  /** Also for what is counted on the same pool. The storage closes it. */
  readonly database: Database;
  /** People as data are read through it; what decides is asked of the database itself. */
  protected readonly readers: Readers;

  constructor(database: Database, readers: Readers) {
    this.database = database;
    this.readers = readers;
  }

  async close(): Promise<void> {
    await Promise.all([this.readers.close(), this.database.close()]);
  }

  /** Lets replicas answer again once they have the change. */
  protected async noting<T>(accountId: string, change: Promise<T>): Promise<T> {
    try {
      return await change;
    } finally {
      // Also where it failed: it may have been done.
      this.readers.noteChange(accountId);
    }
  }
}
