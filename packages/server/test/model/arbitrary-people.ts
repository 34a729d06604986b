import fc from 'fast-check';
import type { Person } from '../../src/domain/directory.ts';

/** Few letters and few seconds, so that ids come close to each other and people join at the same instant. */
const ids = fc.array(fc.constantFrom('A', 'Z', '2', '7'), { minLength: 26, maxLength: 26 }).map((all) => all.join(''));
const createTimes = fc.integer({ min: 0, max: 4 }).map((second) => `2024-01-15T10:30:0${second}Z`);
const states = fc.constantFrom('ACTIVE' as const, 'SUSPENDED' as const);

const person: fc.Arbitrary<Person> = fc
  .record({
    id: ids,
    createTime: createTimes,
    state: states,
    role: fc.constantFrom('owner' as const, 'member' as const, 'administrator' as const, 'owner' as const),
    externallyManaged: fc.boolean(),
    securityGroup: fc.boolean(),
  })
  .map((drawn) => ({ ...drawn, email: `${drawn.id}@example.com`, displayName: `Person ${drawn.id}` }));

/** People with ids of their own. */
export function arbitraryPeople(length: { minLength: number; maxLength: number }): fc.Arbitrary<Person[]> {
  return fc.uniqueArray(person, { ...length, selector: ({ id }) => id });
}

/** The people an account starts with: one of them is an active owner. */
export const arbitraryFounders = arbitraryPeople({ minLength: 1, maxLength: 8 }).map((people) =>
  people.map((each, index): Person => (index === 0 ? { ...each, role: 'owner', state: 'ACTIVE' } : each)),
);

export const arbitraryFilter = fc.constantFrom(undefined, 'ACTIVE' as const, 'SUSPENDED' as const);
export type Filter = Person['state'] | undefined;

/** The filter as a query sends it. */
export function filterText(filter: Filter): string {
  if (filter === undefined) return '';
  return filter === 'ACTIVE' ? 'user.isActive()' : 'user.isSuspended()';
}
