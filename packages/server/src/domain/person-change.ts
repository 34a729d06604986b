import type { ErrorReason } from '@rollcall/contract';
import type { Account, Person } from './directory.ts';
import { decideTransition } from './user-lifecycle.ts';

/** What may be changed of a person; what is left out stays. Id and `create_time` are for good. */
export type PersonChanges = {
  readonly [Field in PersonField]?: Person[Field] | undefined;
};

export const PERSON_FIELDS = ['email', 'displayName', 'role', 'securityGroup', 'externallyManaged', 'state'] as const;
export type PersonField = (typeof PERSON_FIELDS)[number];

/** `waived` is for a sandbox, which may make any account there could be. */
export type Rules = 'enforced' | 'waived';

/** Everything the decision depends on, read together in the transaction that carries it out. */
export interface PersonFacts {
  readonly person: Person;
  readonly account: Pick<Account, 'provisioning'>;
  /** Active owners of the account, this person included. */
  readonly activeOwners: number;
}

export type UpdateRefusal = Extract<
  ErrorReason,
  'no_owner_remain' | 'externally_managed_user' | 'automated_provisioning_enabled'
>;
export type DeletionRefusal = Extract<ErrorReason, 'no_owner_remain'>;

export type UpdateDecision =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'change'; readonly next: Person; readonly fields: readonly PersonField[] }
  | { readonly kind: 'refuse'; readonly reason: UpdateRefusal };

export type DeletionDecision =
  | { readonly kind: 'delete' }
  | { readonly kind: 'refuse'; readonly reason: DeletionRefusal };

/**
 * Whether a person may be changed like this. What changes nothing is never refused; a change of state keeps to the rule
 * of suspending and reactivating; and the last active owner stays one. Pure, and called inside the storage transaction,
 * so that two owners who are demoted, suspended or removed at once cannot both pass.
 */
export function decideUpdate(facts: PersonFacts, changes: PersonChanges, rules: Rules): UpdateDecision {
  const { person } = facts;
  const fields = PERSON_FIELDS.filter((field) => changes[field] !== undefined && changes[field] !== person[field]);
  if (fields.length === 0) return { kind: 'unchanged' };
  const next: Person = { ...person, ...Object.fromEntries(fields.map((field) => [field, changes[field]])) };
  if (rules === 'enforced') {
    const transition = decideTransition(next.state, facts);
    if (transition.kind === 'refuse') return transition;
    if (!isActiveOwner(next) && isLastOwner(facts)) return { kind: 'refuse', reason: 'no_owner_remain' };
  }
  return { kind: 'change', next, fields };
}

/** Whether a person may be removed. Pure, for the same reason. */
export function decideDeletion(facts: PersonFacts, rules: Rules): DeletionDecision {
  if (rules === 'enforced' && isLastOwner(facts)) return { kind: 'refuse', reason: 'no_owner_remain' };
  return { kind: 'delete' };
}

function isLastOwner({ person, activeOwners }: PersonFacts): boolean {
  return isActiveOwner(person) && activeOwners <= 1;
}

function isActiveOwner({ role, state }: Person): boolean {
  return role === 'owner' && state === 'ACTIVE';
}
