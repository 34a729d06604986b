import type { Person } from '../../domain/directory.ts';
import type { Position, Storage } from '../../storage/storage.ts';
import { isOfKind, type PersonKind } from './person-kinds.ts';

export interface PeoplePage {
  readonly people: readonly Person[];
  /** The id of the last one, where more follow. */
  readonly next: string | undefined;
}

/** People with their roles, in list order. @param size 1 or more */
export async function readPeoplePage(
  storage: Storage,
  accountId: string,
  { kind, size, after }: { readonly kind: PersonKind | undefined; readonly size: number; readonly after?: Position },
): Promise<PeoplePage> {
  const people: Person[] = [];
  for await (const person of storage.exportUsers(accountId, after)) {
    if (kind !== undefined && !isOfKind(person, kind)) continue;
    if (people.length === size) return { people, next: people.at(-1)?.id };
    people.push(person);
  }
  return { people, next: undefined };
}
