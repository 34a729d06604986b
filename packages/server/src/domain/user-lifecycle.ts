import type { ErrorReason, UserState } from '@rollcall/contract';
import type { Account, Person } from './directory.ts';

/** Everything the decision depends on, read together: in the transaction that carries it out, where it is carried out. */
export interface LifecycleFacts {
  readonly person: Pick<Person, 'state' | 'role' | 'externallyManaged'>;
  readonly account: Pick<Account, 'provisioning'>;
  /** Active owners of the account, this person included. */
  readonly activeOwners: number;
}

export type LifecycleDecision =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'change'; readonly state: UserState }
  | {
      readonly kind: 'refuse';
      readonly reason: Extract<
        ErrorReason,
        'no_owner_remain' | 'externally_managed_user' | 'automated_provisioning_enabled'
      >;
    };

/**
 * Whether a person may be moved to `target`. Being there already comes first: repeating a verb is never refused.
 * Pure, and called inside the storage transaction, so that two owners suspended at once cannot both pass.
 */
export function decideTransition(target: UserState, facts: LifecycleFacts): LifecycleDecision {
  const { person, account, activeOwners } = facts;
  if (person.state === target) return { kind: 'unchanged' };
  if (account.provisioning === 'automated') return { kind: 'refuse', reason: 'automated_provisioning_enabled' };
  if (person.role === 'administrator' && person.externallyManaged) {
    return { kind: 'refuse', reason: 'externally_managed_user' };
  }
  if (target === 'SUSPENDED' && person.role === 'owner' && activeOwners <= 1) {
    return { kind: 'refuse', reason: 'no_owner_remain' };
  }
  return { kind: 'change', state: target };
}
