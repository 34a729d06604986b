import type {
  CreatePersonRequest,
  ListPeopleQuery,
  People,
  UpdatePersonRequest,
  Person as WirePerson,
} from '@rollcall/contract/admin';
import type { Person } from '@rollcall/server';
import type {
  FoundPeople,
  NamedPerson,
  PeopleAdministration,
  PersonFieldChanges,
  WantedPeople,
} from '../people-administration.ts';
import { noAccount, nobody } from '../require.ts';
import type { AdminApi, AdminRequest } from './admin-api.ts';
import { orNotFound } from './or-not-found.ts';

/** People that the server gives at once, at the most. */
const PAGE = 1000;

export function apiPeople(ask: AdminApi): PeopleAdministration {
  const get = (named: NamedPerson) => findNamed(ask, named);
  const on = async <Answer = undefined>(named: NamedPerson, request: Omit<AdminRequest, 'params'>): Promise<Answer> => {
    // The paths know ids only.
    const user = named.user.includes('@') ? (await get(named)).id : named.user;
    const params = { account: named.accountId, user };
    return orNotFound(ask<Answer>({ ...request, params }), () => nobody(named));
  };
  return {
    search: (wanted) => search(ask, wanted),
    get,
    create: async (accountId, { id, ...wanted }) => {
      const { email, display_name, ...more } = toWire(wanted);
      const body: CreatePersonRequest = {
        email: wanted.email,
        display_name: wanted.displayName,
        ...more,
        ...(id !== undefined && { id }),
      };
      const asked = ask<WirePerson>({ operation: 'CreatePerson', params: { account: accountId }, body });
      return fromWire(await orNotFound(asked, () => noAccount(accountId)));
    },
    update: async (named, changes) =>
      fromWire(await on<WirePerson>(named, { operation: 'UpdatePerson', body: toWire(changes) })),
    delete: async (named) => {
      const person = await get(named);
      await on({ ...named, user: person.id }, { operation: 'DeletePerson' });
      return person;
    },
    move: async (named, target) => {
      const operation = target === 'SUSPENDED' ? 'SuspendPerson' : 'ReactivatePerson';
      return fromWire(await on<WirePerson>(named, { operation }));
    },
  };
}

async function search(ask: AdminApi, wanted: WantedPeople): Promise<FoundPeople> {
  const { limit, descending, order, text, state, role, accountId } = wanted;
  const query = {
    query: text,
    state,
    role,
    security_group: wanted.securityGroup,
    order_by: `${order}${descending ? ' desc' : ''}` as NonNullable<ListPeopleQuery['order_by']>, // by its parts
  };
  const people: Person[] = [];
  for (let token: string | undefined; ; ) {
    const more = { max_page_size: Math.min(PAGE, limit - people.length), page_token: token };
    const request = { operation: 'ListPeople', params: { account: accountId }, query: { ...query, ...more } } as const;
    const page = await orNotFound(ask<People>(request), () => noAccount(accountId));
    people.push(...page.people.map(fromWire));
    token = page.next_page_token;
    if (token === undefined || people.length >= limit) return { people, more: token !== undefined };
  }
}

/** @throws Failure if there is nobody of that name */
async function findNamed(ask: AdminApi, named: NamedPerson): Promise<Person> {
  const { accountId, user } = named;
  if (!user.includes('@')) {
    const asked = ask<WirePerson>({ operation: 'GetPerson', params: { account: accountId, user } });
    return fromWire(await orNotFound(asked, () => nobody(named)));
  }
  const everybody = { accountId, state: undefined, role: undefined, securityGroup: undefined } as const;
  // Whoever has it as a part of theirs is found too. A part is enough to ask for: a text has 200 characters at the most.
  const text = user.slice(0, 200);
  const wanted = { ...everybody, text, order: 'email', descending: false, limit: Number.MAX_SAFE_INTEGER } as const;
  const { people } = await search(ask, wanted);
  return people.find(({ email }) => email.toLowerCase() === user.toLowerCase()) ?? nobody(named);
}

function fromWire(person: WirePerson): Person {
  return {
    id: person.id,
    email: person.email,
    displayName: person.display_name,
    state: person.state,
    createTime: person.create_time,
    role: person.role,
    securityGroup: person.security_group,
    externallyManaged: person.externally_managed,
  };
}

function toWire({
  email,
  displayName,
  role,
  securityGroup,
  externallyManaged,
}: PersonFieldChanges): UpdatePersonRequest {
  return {
    ...(email !== undefined && { email }),
    ...(displayName !== undefined && { display_name: displayName }),
    ...(role !== undefined && { role }),
    ...(securityGroup !== undefined && { security_group: securityGroup }),
    ...(externallyManaged !== undefined && { externally_managed: externallyManaged }),
  };
}
