import type { Person } from '../../domain/directory.ts';

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
export const PERSON_KINDS: readonly string[] = Object.keys(KINDS);

export function isOfKind(person: Person, kind: PersonKind): boolean {
  return KINDS[kind](person);
}
