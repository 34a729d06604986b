import type { ListPeopleQuery } from '@rollcall/contract/admin';
import type { Filters } from '../navigation/use-filters.ts';
import { people } from '../texts/en/people.ts';

export const FILTER_NAMES = ['q', 'state', 'role', 'group', 'order'] as const;
/** As they stand in the address. */
export type PeopleFilters = Filters<(typeof FILTER_NAMES)[number]>;

export const STATES = namesOf(people.states);
export const ROLES = namesOf(people.roles);
export const ORDERS = namesOf(people.orders);
export const DEFAULT_ORDER: (typeof ORDERS)[number] = 'create_time';

/** What the management API is asked for. */
export type PeopleQuery = Omit<ListPeopleQuery, 'max_page_size' | 'page_token'>;

/** What somebody wrote into the address and the management API does not know is left out. */
export function queryOf({ q, state, role, group, order }: PeopleFilters): PeopleQuery {
  const text = q?.trim().slice(0, 200);
  return {
    ...(text && { query: text }),
    ...pick('state', STATES, state),
    ...pick('role', ROLES, role),
    ...(group !== undefined && { security_group: group === 'in' }),
    ...pick('order_by', ORDERS, order),
  };
}

function pick<Name extends string, Value extends string>(
  name: Name,
  values: readonly Value[],
  given: string | undefined,
): { readonly [N in Name]?: Value } {
  const value = values.find((each) => each === given);
  return value === undefined ? {} : ({ [name]: value } as { readonly [N in Name]: Value }); // its one name
}

function namesOf<Name extends string>(texts: Readonly<Record<Name, string>>): readonly Name[] {
  return Object.keys(texts) as Name[]; // the keys of a literal
}
