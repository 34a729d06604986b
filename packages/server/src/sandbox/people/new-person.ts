import type { CreatePersonRequest } from '@rollcall/contract/sandbox';
import { toPerson } from '../../directory/person-record.ts';
import { toTimestamp } from '../../domain/clock.ts';
import type { Person } from '../../domain/directory.ts';
import { newResourceId } from '../../domain/resource-id.ts';
import type { Storage } from '../../storage/storage.ts';
import { repeatableRandom } from '../seed/repeatable-random.ts';
import { unusedId } from './unused-id.ts';

interface Place {
  readonly storage: Storage;
  readonly accountId: string;
  /** By the account's clock, in milliseconds since the Unix epoch. */
  readonly at: number;
}

/** A person, complete: an id that is left out derives from the address, a time is the account's. */
export async function newPerson({ storage, accountId, at }: Place, given: CreatePersonRequest): Promise<Person> {
  const source = `${accountId} ${given.email.toLowerCase()}`;
  const id =
    given.id ??
    (await unusedId({
      storage,
      source,
      make: newResourceId,
      isTaken: async (id) => (await storage.findPerson(accountId, id)) !== undefined,
    }));
  const random = repeatableRandom(source); // for nothing: the id is there
  const { accountId: _, ...person } = toPerson({ ...given, id }, accountId, random, toTimestamp(at)).person;
  return person;
}
