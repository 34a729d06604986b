import type { AuditEntry, People, Person } from '@rollcall/contract/admin';
import type { InfiniteData } from '@tanstack/react-query';

/** The pages that were read so far. */
export type PeoplePages = InfiniteData<People, string | undefined>;

/** The same with what is known of somebody by now. Who is not on a page is put on none: their place is not known. */
export function withPerson(pages: PeoplePages, id: string, news: Partial<Person>): PeoplePages {
  return withRow(pages, id, (person) => [{ ...person, ...news }]);
}

export function withoutPerson(pages: PeoplePages, id: string): PeoplePages {
  return withRow(pages, id, () => []);
}

/** The same after what the audit log tells, where it tells enough: nobody has to be read again. */
export function afterEntry(pages: PeoplePages, { action, outcome, subject, detail }: AuditEntry): PeoplePages {
  if (outcome !== 'success') return pages;
  if (action === 'user.suspended') return withPerson(pages, subject, { state: 'SUSPENDED' });
  if (action === 'user.reactivated') return withPerson(pages, subject, { state: 'ACTIVE' });
  if (action === 'user.updated') return withPerson(pages, subject, changesIn(detail));
  return action === 'user.deleted' ? withoutPerson(pages, subject) : pages;
}

const FLAGS = ['security_group', 'externally_managed'];

/** `role_after` and the like; flags as text. */
function changesIn(detail: AuditEntry['detail']): Partial<Person> {
  const { fields = '' } = detail as { readonly fields?: string }; // names, with spaces between
  const names = fields.split(' ').filter((name) => `${name}_after` in detail);
  return Object.fromEntries(
    names.map((name) => {
      const after: unknown = Reflect.get(detail, `${name}_after`);
      return [name, FLAGS.includes(name) ? after === 'true' : after];
    }),
  );
}

/** Pages without the person stay the same objects. */
function withRow(pages: PeoplePages, id: string, change: (person: Person) => readonly Person[]): PeoplePages {
  const at = pages.pages.findIndex(({ people }) => people.some((person) => person.id === id));
  if (at === -1) return pages;
  const next = pages.pages.map((page, index) => {
    if (index !== at) return page;
    return { ...page, people: page.people.flatMap((person) => (person.id === id ? change(person) : [person])) };
  });
  return { ...pages, pages: next };
}
