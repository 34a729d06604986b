import type { UserState } from '@rollcall/contract';
import type { Operation } from '../operation.ts';

export interface PersonBefore {
  readonly id: string;
  readonly state: UserState;
  readonly isOwner: boolean;
}

/** An entry of the audit log as it lies in the database. */
export interface Entry {
  readonly sequence: number;
  readonly action: string;
  readonly outcome: string;
  readonly reason: string | undefined;
  readonly subject: string;
  readonly requestId: string;
  /** The id of the operation it belongs to. */
  readonly operation: string;
}

/** The pages of one walk, in order. */
export interface Walk {
  readonly filter: UserState | undefined;
  readonly pages: readonly Operation[];
  /** Whether it came to the last page. */
  readonly complete: boolean;
}

/** All that is known of a run. One account. */
export interface RunRecord {
  /** In the order of lists. */
  readonly before: readonly PersonBefore[];
  readonly operations: readonly Operation[];
  readonly walks: readonly Walk[];
  /** What the applications did, in the order of the database. */
  readonly audit: readonly Entry[];
  /** States and live tokens when everything had ended, read past the servers. */
  readonly after: { readonly states: ReadonlyMap<string, UserState>; readonly tokens: ReadonlySet<string> };
  /** Active owners, counted now and then past the servers. */
  readonly ownersSeen: readonly number[];
  /** Requests a minute of the applications that are limited. */
  readonly limits: ReadonlyMap<string, number>;
}
