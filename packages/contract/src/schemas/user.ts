import { type Static, Type } from 'typebox';
import { RESOURCE_ID_PATTERN } from '../identifiers.ts';
import { USER_STATES } from '../user-state.ts';

/** A person in an account. The fields stand in the order they are sent in, and there are no others. */
export const User = Type.Object(
  {
    id: Type.String({ pattern: RESOURCE_ID_PATTERN, description: 'Unique within the account.' }),
    email: Type.String({ description: 'Address the person signs in with.' }),
    display_name: Type.String({ description: 'Name to show.' }),
    state: Type.Enum(['STATE_UNSPECIFIED', ...USER_STATES], {
      description: 'STATE_UNSPECIFIED is never sent; it exists so that the enum has a zero value.',
    }),
    create_time: Type.String({
      format: 'date-time',
      description: 'When the person joined, RFC 3339, whole seconds, UTC.',
    }),
    path: Type.String({
      pattern: '^accounts/[A-Z2-7]{26}/users/[A-Z2-7]{26}$',
      description: 'Resource name: no version, no leading slash.',
    }),
  },
  { $id: 'User' },
);
export type User = Static<typeof User>;

/** One page of people. `next_page_token` is left out on the last page. */
export const ListUsersResponse = Type.Object(
  {
    results: Type.Array(User, {
      description: 'The people of this page, ordered by create_time, then id. Always present.',
    }),
    next_page_token: Type.Optional(
      Type.String({
        pattern: '^[A-Za-z0-9_-]+$',
        description: 'Send as page_token for the next page; absent on the last.',
      }),
    ),
  },
  { $id: 'ListUsersResponse' },
);
export type ListUsersResponse = Static<typeof ListUsersResponse>;
