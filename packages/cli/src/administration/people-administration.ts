import type { UserState } from '@rollcall/contract';
import type { PeopleOrder, Person } from '@rollcall/server';
import type { Role } from '@rollcall/server/domain/directory';

/** Which people are asked for. */
export interface WantedPeople {
  readonly accountId: string;
  /** Part of a name or an address, without case, or an id; undefined: everybody. */
  readonly text: string | undefined;
  readonly state: UserState | undefined;
  readonly role: Role | undefined;
  readonly securityGroup: boolean | undefined;
  readonly order: PeopleOrder;
  readonly descending: boolean;
  /** People at the most, 1 or more. */
  readonly limit: number;
}

export interface FoundPeople {
  readonly people: readonly Person[];
  /** Whether there are more than were asked for. */
  readonly more: boolean;
}

/** Somebody who is to join. They begin active. */
export interface WantedPerson
  extends Pick<Person, 'email' | 'displayName' | 'role' | 'securityGroup' | 'externallyManaged'> {
  /** Undefined: a new one. */
  readonly id: string | undefined;
}

/** What is left out stays. */
export type PersonFieldChanges = Partial<Omit<WantedPerson, 'id'>>;

/** A person of an account, by id or by email address, which is compared without case. */
export interface NamedPerson {
  readonly accountId: string;
  readonly user: string;
}

/** What is done to the people of an account, one at a time. Every verb throws Failure where the account is not there. */
export interface PeopleAdministration {
  search(wanted: WantedPeople): Promise<FoundPeople>;
  /** @throws Failure if there is nobody of that name, as every verb below but `create` */
  get(named: NamedPerson): Promise<Person>;
  /** @throws StorageConflict or Failure if somebody has the id or the address */
  create(accountId: string, person: WantedPerson): Promise<Person>;
  /** @throws Failure where the rules refuse it, as every verb below */
  update(named: NamedPerson, changes: PersonFieldChanges): Promise<Person>;
  delete(named: NamedPerson): Promise<Person>;
  /** Suspends or reactivates. Who is in the state already stays in it. */
  move(named: NamedPerson, target: UserState): Promise<Person>;
}
