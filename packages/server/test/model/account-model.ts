import assert from 'node:assert/strict';
import type { Person } from '../../src/domain/directory.ts';
import type { Filter } from './arbitrary-people.ts';

export type Verb = 'suspend' | 'reactivate';

/** What the contract says of one account, in its simplest form: the server is held against it. */
export class AccountModel {
  readonly id: string;
  readonly automated: boolean;
  /** Of an application that may do everything. */
  readonly token: string;
  readonly #people = new Map<string, Person>();
  /** What the audit log must hold of people, in no order. */
  readonly #written: string[] = [];

  constructor(id: string, automated: boolean, token: string, founders: readonly Person[]) {
    this.id = id;
    this.automated = automated;
    this.token = token;
    this.join(founders);
  }

  join(people: readonly Person[]): void {
    for (const person of people) this.#people.set(person.id, person);
  }

  has(id: string): boolean {
    return this.#people.has(id);
  }

  /** Somebody of the account; any number will do. */
  pick(number: number): Person {
    const people = [...this.#people.values()];
    return people[number % people.length] ?? assert.fail('an account has an owner');
  }

  /** Why the verb is refused, or undefined where it is not. */
  refusal(verb: Verb, person: Person): string | undefined {
    if (person.state === stateAfter(verb)) return undefined;
    if (this.automated) return 'automated_provisioning_enabled';
    if (person.role === 'administrator' && person.externallyManaged) return 'externally_managed_user';
    const isLastOwner = person.role === 'owner' && this.activeOwners() === 1;
    return verb === 'suspend' && isLastOwner ? 'no_owner_remain' : undefined;
  }

  /** Writes down what the server did, or refused to do. */
  record(verb: Verb, { id }: Person, refusal: string | undefined): void {
    const person = this.#people.get(id) ?? assert.fail('nobody leaves');
    const state = stateAfter(verb);
    if (person.state === state) return;
    const action = verb === 'suspend' ? 'user.suspended' : 'user.reactivated';
    this.#written.push(`${action} ${refusal ?? 'success'} ${id}`);
    if (refusal === undefined) this.#people.set(id, { ...person, state });
  }

  activeOwners(): number {
    return this.list('ACTIVE').filter(({ role }) => role === 'owner').length;
  }

  /** Everybody in this state, in the order of the list. */
  list(filter: Filter): Person[] {
    const matching = [...this.#people.values()].filter(({ state }) => filter === undefined || state === filter);
    return matching.sort((left, right) => (place(left) < place(right) ? -1 : 1));
  }

  written(): string[] {
    return this.#written.toSorted();
  }
}

/** Where a person stands in the list: times and ids have a fixed width. */
export function place({ createTime, id }: Pick<Person, 'createTime' | 'id'>): string {
  return `${createTime} ${id}`;
}

export function stateAfter(verb: Verb): Person['state'] {
  return verb === 'suspend' ? 'SUSPENDED' : 'ACTIVE';
}
