import type { Database } from '../database.ts';
import type { Effect } from './effects.ts';
import type { VerbName, Verbs } from './intentions.ts';

/** What a verb works with inside the writer's transaction. */
export interface Transaction {
  readonly database: Database;
  /** Notes what the change means for the read model; counted only if the change is committed. */
  affect(effect: Effect): void;
}

/** How each verb is carried out. */
export type VerbHandlers = {
  readonly [V in VerbName]: (transaction: Transaction, input: Verbs[V]['input']) => Verbs[V]['output'];
};
