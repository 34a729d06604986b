import type { ChangeContext } from '../domain/audit.ts';
import type { Person } from '../domain/directory.ts';
import type { DeletionRefusal, PersonChanges, Rules, UpdateRefusal } from '../domain/person-change.ts';
import type { Awaitable } from './storage.ts';

export type CreateUserResult =
  | { readonly kind: 'created'; readonly person: Person }
  | { readonly kind: 'account_not_found' };

export type UpdateUserResult =
  | { readonly kind: 'changed' | 'unchanged'; readonly person: Person }
  | { readonly kind: 'refused'; readonly reason: UpdateRefusal }
  | { readonly kind: 'not_found' };

export type DeleteUserResult =
  | { readonly kind: 'deleted' }
  | { readonly kind: 'refused'; readonly reason: DeletionRefusal }
  | { readonly kind: 'not_found' };

/** What an administrator of an account does with its people, one at a time. An import is the way for many. */
export interface PeopleVerbs {
  /** A person with what the wire's User object does not show; undefined if the account has no such person. */
  findPerson(accountId: string, userId: string): Awaitable<Person | undefined>;
  /**
   * Adds a person, complete. An empty account may begin with anybody.
   * @throws StorageConflict naming `id` or `email` where somebody of the account has it
   */
  createUser(accountId: string, person: Person, context: ChangeContext): Promise<CreateUserResult>;
  /**
   * Changes what is named and differs. What differs in nothing is `unchanged`, and not written down.
   * @param rules by `decideUpdate`
   * @throws StorageConflict naming `email` where somebody else of the account has it
   */
  updateUser(
    accountId: string,
    userId: string,
    changes: PersonChanges,
    context: ChangeContext,
    rules: Rules,
  ): Promise<UpdateUserResult>;
  /**
   * Removes a person for good. What was written down about them stays.
   * @param rules by `decideDeletion`
   */
  deleteUser(accountId: string, userId: string, context: ChangeContext, rules: Rules): Promise<DeleteUserResult>;
}
