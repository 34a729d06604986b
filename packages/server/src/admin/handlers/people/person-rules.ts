import { ADMIN_ERRORS, type AdminErrorReason, type PersonDetail, permissionsOf } from '@rollcall/contract/admin';
import type { Person } from '../../../domain/directory.ts';
import { decideDeletion, decideUpdate, type PersonFacts } from '../../../domain/person-change.ts';
import { decideTransition } from '../../../domain/user-lifecycle.ts';
import type { AdminCall } from '../../admin-call.ts';
import { AdminRefusal } from '../../admin-refusal.ts';
import { sentenceOnLack } from '../../authorisation.ts';

const OWNERS_ONLY = 'This is an owner of the account. Only owners can edit, invite or delete them: ask one.';
const MORE_RIGHTS =
  'They sign in by this address, and may do more here than you. Ask an owner of the account to change it.';
const SUSPENDED = 'Somebody who is suspended cannot sign in. Reactivate them first.';
const NO_RIGHTS =
  'Members cannot sign in to the console. Give them a role, or take them into the Security group first.';

type Refusals = PersonDetail['refusals'];
type Refused = Refusals[keyof Refusals];

/** Whoever may change roles may do to owners what others may not. */
export function requireForOwners({ caller }: AdminCall, person: Pick<Person, 'role'>): void {
  if (person.role !== 'owner' || caller?.permissions.has('roles.write')) return;
  throw new AdminRefusal('permission_denied', { sentence: OWNERS_ONLY });
}

/**
 * Single sign-on knows people by their address: whoever changes it may sign in as them. So it takes all that they may do;
 * a key that edits people would otherwise make an administrator of whoever holds it.
 * @throws AdminRefusal permission_denied
 */
export function requireForAddress({ caller }: AdminCall, person: Person): void {
  if (permissionsOf(person).every((each) => caller?.permissions.has(each))) return;
  throw new AdminRefusal('permission_denied', { sentence: MORE_RIGHTS });
}

/** @throws AdminRefusal failed_precondition where an invitation would lead nowhere */
export function requireThatSignsIn(person: Person): void {
  const sentence = whyNotInvited(person);
  if (sentence !== undefined) throw new AdminRefusal('failed_precondition', { sentence });
}

/** What the caller cannot do to the person as things are, and why: the same rules that a change is decided by. */
export function refusalsFor({ caller }: AdminCall, facts: PersonFacts): Refusals {
  const { person } = facts;
  const may = (permission: 'people.write' | 'people.suspend' | 'roles.write'): Refused =>
    caller?.permissions.has(permission)
      ? undefined
      : refused('permission_denied', caller && sentenceOnLack(caller, permission));
  const protectedOwner =
    person.role === 'owner' && !caller?.permissions.has('roles.write')
      ? refused('permission_denied', OWNERS_ONLY)
      : undefined;
  const notInvited = whyNotInvited(person);
  const found = {
    suspend: may('people.suspend') ?? decided(decideTransition('SUSPENDED', facts)),
    reactivate: may('people.suspend') ?? decided(decideTransition('ACTIVE', facts)),
    edit: may('people.write') ?? protectedOwner,
    change_role: may('roles.write') ?? decided(decideUpdate(facts, { role: otherRole(person) }, 'enforced')),
    invite: may('roles.write') ?? (notInvited === undefined ? undefined : refused('failed_precondition', notInvited)),
    delete: may('people.write') ?? protectedOwner ?? decided(decideDeletion(facts, 'enforced')),
  } satisfies Record<keyof Refusals, Refused>;
  return Object.fromEntries(Object.entries(found).filter(([, refusal]) => refusal !== undefined));
}

/** Any other role is refused or allowed like this one. */
function otherRole({ role }: Person): Person['role'] {
  return role === 'member' ? 'administrator' : 'member';
}

function whyNotInvited(person: Person): string | undefined {
  if (person.state === 'SUSPENDED') return SUSPENDED;
  return permissionsOf(person).length > 0 ? undefined : NO_RIGHTS;
}

function decided(decision: { readonly kind: string; readonly reason?: AdminErrorReason }): Refused {
  return decision.reason && refused(decision.reason);
}

function refused(reason: AdminErrorReason, sentence: string = ADMIN_ERRORS[reason].sentence): Refused {
  return { reason, sentence };
}
