import type { UserState } from '@rollcall/contract';
import { type Operation, settledAt } from '../operation.ts';
import type { RunRecord } from './record.ts';

/** A change of state that the audit log holds. */
export interface Change {
  readonly user: string;
  readonly to: UserState;
  readonly operation: Operation;
}

/** Every change in the order of the log. Entries of nobody are left out: `checkAudit` finds them. */
export function changesOf({ audit, operations }: RunRecord): readonly Change[] {
  const known = new Map(operations.map((operation) => [operation.id, operation]));
  return audit.flatMap(({ action, outcome, subject, operation: id }): Change[] => {
    const operation = known.get(id);
    const to = action === 'user.suspended' ? 'SUSPENDED' : action === 'user.reactivated' ? 'ACTIVE' : undefined;
    return operation && to && outcome === 'success' ? [{ user: subject, to, operation }] : [];
  });
}

/**
 * How many of the changes, which have one order, may have happened at some moment of the span: at least `first`, at most
 * `last`. `first` above `last`: no order is compatible with what was seen.
 */
export function placesIn(
  changes: readonly Change[],
  span: { readonly invoked: number; readonly completed: number },
): { readonly first: number; readonly last: number } {
  const first = changes.findLastIndex(({ operation }) => settledAt(operation) < span.invoked) + 1;
  const later = changes.findIndex(({ operation }) => operation.invoked > span.completed);
  return { first, last: later === -1 ? changes.length : later };
}
