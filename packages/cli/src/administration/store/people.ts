import { ADMIN_ERRORS, type AdminErrorReason } from '@rollcall/contract/admin';
import type { Person, Storage } from '@rollcall/server';
import { toTimestamp } from '@rollcall/server/domain/clock';
import { systemRandom } from '@rollcall/server/domain/random';
import { newResourceId } from '@rollcall/server/domain/resource-id';
import { Failure } from '../../failure.ts';
import { operatorContext } from '../operator.ts';
import type { FoundPeople, NamedPerson, PeopleAdministration, WantedPeople } from '../people-administration.ts';
import { noAccount, nobody, requireAccount } from '../require.ts';

/** People that are looked for at once, at the most. */
const PAGE = 1000;

export function storePeople(storage: Storage): PeopleAdministration {
  const get = (named: NamedPerson) => findNamed(storage, named);
  return {
    search: (wanted) => search(storage, wanted),
    get,
    create: async (accountId, { id = newResourceId(systemRandom), ...wanted }) => {
      const context = operatorContext();
      const person: Person = { id, ...wanted, state: 'ACTIVE', createTime: toTimestamp(context.at) };
      const result = await storage.createUser(accountId, person, context);
      return result.kind === 'created' ? result.person : noAccount(accountId);
    },
    update: async (named, changes) => {
      const { id } = await get(named);
      const result = await storage.updateUser(named.accountId, id, changes, operatorContext(), 'enforced');
      return 'person' in result ? result.person : refuse(named, result);
    },
    delete: async (named) => {
      const person = await get(named);
      const result = await storage.deleteUser(named.accountId, person.id, operatorContext(), 'enforced');
      return result.kind === 'deleted' ? person : refuse(named, result);
    },
    move: async (named, target) => {
      const { id } = await get(named);
      const move = target === 'SUSPENDED' ? storage.suspendUser : storage.reactivateUser;
      const result = await move.call(storage, named.accountId, id, operatorContext());
      return 'user' in result ? get({ ...named, user: id }) : refuse(named, result);
    },
  };
}

async function search(storage: Storage, { limit, ...wanted }: WantedPeople): Promise<FoundPeople> {
  await requireAccount(storage, wanted.accountId);
  const people: Person[] = [];
  for (let after: Parameters<Storage['searchPeople']>[0]['after']; ; ) {
    const size = Math.min(PAGE, limit - people.length);
    const found = await storage.searchPeople({ ...wanted, size, after });
    people.push(...found.people);
    after = found.next;
    if (after === undefined || people.length >= limit) return { people, more: after !== undefined };
  }
}

/** @throws Failure if there is nobody of that name */
async function findNamed(storage: Storage, named: NamedPerson): Promise<Person> {
  const { accountId, user } = named;
  await requireAccount(storage, accountId);
  const found = user.includes('@') ? storage.findPersonByEmail(accountId, user) : storage.findPerson(accountId, user);
  return (await found) ?? nobody(named);
}

/** In the sentence that the management API has for it. */
function refuse(
  named: NamedPerson,
  result: { readonly kind: 'refused'; readonly reason: AdminErrorReason } | { readonly kind: 'not_found' },
): never {
  if (result.kind === 'not_found') return nobody(named);
  throw new Failure(ADMIN_ERRORS[result.reason].sentence);
}
