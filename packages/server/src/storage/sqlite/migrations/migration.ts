import type { Database } from '../database.ts';

/** One step of the schema, forward only. Runs inside the transaction that also raises the version. */
export interface Migration {
  readonly name: string;
  up(database: Database): void;
}
