import type { Person } from '../../domain/directory.ts';
import type { Storage } from '../../storage/storage.ts';

/** People a test asks for, by what may be done with them. */
const KINDS = {
  /** Active, and nothing protects them: may be suspended and reactivated at will. */
  member: (person) => person.role === 'member' && person.state === 'ACTIVE' && !person.externallyManaged,
  suspended: (person) => person.state === 'SUSPENDED' && !person.externallyManaged,
  owner: (person) => person.role === 'owner' && person.state === 'ACTIVE',
  administrator: (person) => person.role === 'administrator' && person.state === 'ACTIVE' && !person.externallyManaged,
  /** An administrator who cannot be suspended or reactivated. */
  externally_managed: (person) => person.role === 'administrator' && person.externallyManaged,
} as const satisfies Record<string, (person: Person) => boolean>;

export type PersonKind = keyof typeof KINDS;

/**
 * The id of the first person of a kind, in list order.
 *
 * @throws Error if the account has none
 */
export async function findPerson(storage: Storage, accountId: string, kind: PersonKind): Promise<string> {
  if (!Object.hasOwn(KINDS, kind))
    throw new RangeError(`There is no kind "${kind}": ${Object.keys(KINDS).join(', ')}.`);
  for await (const person of storage.exportUsers(accountId)) if (KINDS[kind](person)) return person.id;
  throw new Error(`The sandbox has nobody of the kind "${kind}". Add one to the seed.`);
}
