import type { Person } from '../domain/directory.ts';
import { isResourceId } from '../domain/resource-id.ts';
import type { PeopleFound, PeopleSearch } from './people-verbs.ts';
import type { Awaitable } from './storage.ts';

/** A text that is somebody's id finds them and nobody else, without a search through the account. */
export async function findByIdOr(
  search: PeopleSearch,
  findPerson: (id: string) => Awaitable<Person | undefined>,
  searchAll: () => Promise<PeopleFound>,
): Promise<PeopleFound> {
  const id = search.text?.toUpperCase();
  const isId = id !== undefined && search.after === undefined && isResourceId(id);
  const person = isId ? await findPerson(id) : undefined;
  if (person === undefined) return searchAll();
  return { people: fits(person, search) ? [person] : [], next: undefined };
}

function fits(person: Person, { state, role, securityGroup }: PeopleSearch): boolean {
  return (
    (state ?? person.state) === person.state &&
    (role ?? person.role) === person.role &&
    (securityGroup ?? person.securityGroup) === person.securityGroup
  );
}
