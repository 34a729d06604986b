import type { ListPeopleQuery, People } from '@rollcall/contract/admin';
import type { PeopleOrder, PeopleSearch, SearchPosition } from '../../../storage/people-verbs.ts';
import type { AdminCall } from '../../admin-call.ts';
import { openPlace, sealPlace, type Walk } from '../../page-tokens.ts';
import { accountOf } from '../application/found-application.ts';
import { personOnWire } from './person-on-wire.ts';

const PAGE_SIZE = 100;

/** A page of the people that are asked for, and how many the account has in all. */
export async function listPeople(call: AdminCall): Promise<People> {
  const { services } = call;
  const { storage } = services;
  const accountId = accountOf(call);
  const asked = call.query as ListPeopleQuery; // follows the schema
  const { query, state, role, security_group: securityGroup, order_by: order = 'create_time' } = asked;
  const walk: Walk = ['people', accountId, query, state, role, securityGroup, order];
  const after = (await openPlace(services, walk, asked.page_token)) as SearchPosition | undefined; // sealed below
  const search: PeopleSearch = {
    accountId,
    text: query,
    state,
    role,
    securityGroup,
    order: order.replace(/ desc$/, '') as PeopleOrder, // the schema's orders are these
    descending: order.endsWith(' desc'),
    size: asked.max_page_size ?? PAGE_SIZE,
    after,
  };
  const [found, counts] = await Promise.all([storage.searchPeople(search), storage.countUsers(accountId)]);
  return {
    people: found.people.map(personOnWire),
    ...(found.next && { next_page_token: await sealPlace(services, walk, found.next) }),
    ...counts,
  };
}
