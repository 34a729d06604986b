import type { Storage } from '../../storage/storage.ts';
import { isOfKind, PERSON_KINDS, type PersonKind } from './person-kinds.ts';

/**
 * The id of the first person of a kind, in list order.
 *
 * @throws Error if the account has none
 */
export async function findPerson(storage: Storage, accountId: string, kind: PersonKind): Promise<string> {
  if (!PERSON_KINDS.includes(kind)) {
    throw new RangeError(`There is no kind "${kind}": ${PERSON_KINDS.join(', ')}.`);
  }
  for await (const person of storage.exportUsers(accountId)) if (isOfKind(person, kind)) return person.id;
  throw new Error(`The sandbox has nobody of the kind "${kind}". Add one to the seed.`);
}
