import type { UserState } from '@rollcall/contract';
import type { ChangeContext } from '../domain/audit.ts';
import type { Person, Role } from '../domain/directory.ts';
import type { DeletionRefusal, PersonChanges, PersonFacts, Rules, UpdateRefusal } from '../domain/person-change.ts';
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

/** Who is to be named. */
export interface UserName {
  readonly accountId: string;
  readonly userId: string;
}

export const PEOPLE_ORDERS = ['create_time', 'display_name', 'email'] as const;
export type PeopleOrder = (typeof PEOPLE_ORDERS)[number];

/** Where a page of a search ended: the value it is ordered by, and the id that tells equals apart. */
export interface SearchPosition {
  readonly value: string;
  readonly id: string;
}

export interface PeopleSearch {
  readonly accountId: string;
  /**
   * Part of a name or an address, without case; undefined: everybody. 1 to 200 characters. Where it is the id of
   * somebody of the account, also without case, they alone are meant.
   */
  readonly text: string | undefined;
  readonly state: UserState | undefined;
  readonly role: Role | undefined;
  readonly securityGroup: boolean | undefined;
  readonly order: PeopleOrder;
  readonly descending: boolean;
  /** People at the most, 1 to 1000. */
  readonly size: number;
  /** Only people after this place in the order. */
  readonly after: SearchPosition | undefined;
}

export interface PeopleFound {
  readonly people: readonly Person[];
  /** Undefined on the last page. */
  readonly next: SearchPosition | undefined;
}

export interface SearchVerbs {
  /**
   * People by name, address or id. Names are ordered without case, by code point. A search through 100,000 people must
   * not hold up other requests for longer than a few milliseconds at a time.
   */
  searchPeople(search: PeopleSearch): Promise<PeopleFound>;
}

/** What an administrator of an account does with its people, one at a time. An import is the way for many. */
export interface PeopleVerbs {
  /** A person with what the wire's User object does not show; undefined if the account has no such person. */
  findPerson(accountId: string, userId: string): Awaitable<Person | undefined>;
  /** The same with what the rules ask about, read together: to tell what would be refused. */
  findPersonFacts(accountId: string, userId: string): Awaitable<PersonFacts | undefined>;
  /** The person who has the address, compared without case; undefined if nobody of the account has it. */
  findPersonByEmail(accountId: string, email: string): Awaitable<Person | undefined>;
  /** What people are called now, by `<account>/<user>`. Who is not there is left out. A few thousand at the most. */
  nameUsers(users: readonly UserName[]): Awaitable<ReadonlyMap<string, string>>;
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
