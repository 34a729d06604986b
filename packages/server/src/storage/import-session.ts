import type { Account, Application, Person, RequestLimits } from '../domain/directory.ts';
import type { NewSecret } from './application-verbs.ts';
import type { Awaitable } from './storage.ts';

/** One record of a directory file, complete: ids, times and secrets that were left out are already made. */
export type ImportedAccount = Pick<Account, 'id' | 'name' | 'provisioning'>;
export interface ImportedPerson extends Person {
  readonly accountId: string;
}
export interface ImportedApplication extends Omit<Application, 'createTime' | keyof RequestLimits> {
  readonly secret: NewSecret;
}

/** Fields a directory file may leave out. What exists keeps its value; what is new gets the one that was made. */
export type MadeField =
  | 'id'
  | 'provisioning'
  | 'createTime'
  | 'state'
  | 'role'
  | 'externallyManaged'
  | 'securityGroup'
  | 'description'
  | 'clientId'
  | 'secret';

export type ImportRecord =
  | { readonly kind: 'account'; readonly account: ImportedAccount; readonly made: readonly MadeField[] }
  | { readonly kind: 'person'; readonly person: ImportedPerson; readonly made: readonly MadeField[] }
  | { readonly kind: 'application'; readonly application: ImportedApplication; readonly made: readonly MadeField[] };

export type ImportChange = 'created' | 'updated' | 'unchanged';

/** What became of a record, and the id it is stored under: what is known by name or email keeps the id it has. */
export interface ImportResult {
  readonly change: ImportChange;
  readonly id: string;
}

export interface ImportCounts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

export interface ImportSummary {
  readonly accounts: ImportCounts;
  readonly users: ImportCounts;
  readonly applications: ImportCounts;
}

/** The record cannot be stored. `field` is the file's field name; the message says what to do. */
export class ImportConflict extends Error {
  override readonly name = 'ImportConflict';
  readonly field: string;
  /** Which record of the batch, counted from 0; undefined where it is none of them, but all together. */
  readonly place: number | undefined;
  constructor(field: string, message: string, place?: number) {
    super(message);
    this.field = field;
    this.place = place;
  }

  /** The same, of the record at that place. */
  at(place: number): ImportConflict {
    return new ImportConflict(this.field, this.message, place);
  }
}

/**
 * One all-or-nothing import. Batches of records are taken one after the other, in order; nothing is visible to others
 * before `commit`. Batches, because a million `await`s cost more than the inserts.
 */
export interface ImportSession {
  /**
   * Takes a batch, and says of each record in its order what that did. Of an account that is known by name, the later
   * records may use the id that was made for it.
   * @throws ImportConflict when a record contradicts what is stored or imported already; only `abort` is left then
   */
  applyAll(records: readonly ImportRecord[]): Awaitable<readonly ImportResult[]>;
  /** @throws ImportConflict when an account with people would be left without an active owner. */
  commit(): Promise<ImportSummary>;
  abort(): Promise<void>;
}
