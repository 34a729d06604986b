import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../identifiers.ts';
import type { UsersOperation } from './operation.ts';

const NO_QUERY = {};
const NO_ALIASES = {};

export const listUsers = {
  kind: 'users',
  id: 'ListUsers',
  method: 'GET',
  path: '/accounts/{account}/users',
  scope: 'list_users',
  quota: 'users',
  summary: 'List the people of an account',
  description:
    'One page of people, ordered by create_time, then id. Follow next_page_token until it is absent. ' +
    'While others write, no user that exists throughout the walk is skipped or seen twice.',
  query: {
    filter: {
      description: 'Only people in this state. Absent or empty: both states.',
      required: false,
      schema: { type: 'string', enum: ['user.isActive()', 'user.isSuspended()', ''], examples: ['user.isActive()'] },
    },
    max_page_size: {
      description:
        `People on the page at the most. 0 counts as left out, more than ${MAX_PAGE_SIZE} as ${MAX_PAGE_SIZE}. ` +
        'Left out next to a page_token: the size of the page before.',
      required: false,
      schema: { type: 'integer', minimum: 0, default: DEFAULT_PAGE_SIZE },
    },
    page_token: {
      description: 'next_page_token of the page before. Filter and page size continue when they are not sent again.',
      required: false,
      schema: { type: 'string' },
    },
  },
  aliases: { maxPageSize: 'max_page_size', pageToken: 'page_token' },
  success: { description: 'A page of people.', schema: 'ListUsersResponse' },
  refusals: ['invalid_filter', 'invalid_page_size', 'invalid_page_token'],
} as const satisfies UsersOperation;

export const getUser = {
  kind: 'users',
  id: 'GetUser',
  method: 'GET',
  path: '/accounts/{account}/users/{user}',
  scope: 'get_user',
  quota: 'users',
  summary: 'Get one person',
  description: 'The person with this id.',
  query: NO_QUERY,
  aliases: NO_ALIASES,
  success: { description: 'The person.', schema: 'User' },
  refusals: ['user_not_found'],
} as const satisfies UsersOperation;

/** What the rules can have against moving a person: the same whether it is done or only asked about. */
const REACTIVATE_REFUSALS = ['user_not_found', 'externally_managed_user', 'automated_provisioning_enabled'] as const;
const SUSPEND_REFUSALS = [...REACTIVATE_REFUSALS, 'no_owner_remain'] as const;

export const suspendUser = {
  kind: 'users',
  id: 'SuspendUser',
  method: 'POST',
  path: '/accounts/{account}/users/{user}:suspend',
  scope: 'suspend_user',
  quota: 'users',
  summary: 'Suspend a person',
  description: 'Moves the person to SUSPENDED. Repeating it returns the person unchanged. Takes no body, or {}.',
  query: NO_QUERY,
  aliases: NO_ALIASES,
  success: { description: 'The person, suspended.', schema: 'User' },
  refusals: ['invalid_body', ...SUSPEND_REFUSALS],
} as const satisfies UsersOperation;

export const reactivateUser = {
  kind: 'users',
  id: 'ReactivateUser',
  method: 'POST',
  path: '/accounts/{account}/users/{user}:reactivate',
  scope: 'reactivate_user',
  quota: 'users',
  summary: 'Reactivate a suspended person',
  description: 'Moves the person to ACTIVE. Repeating it returns the person unchanged. Takes no body, or {}.',
  query: NO_QUERY,
  aliases: NO_ALIASES,
  success: { description: 'The person, active.', schema: 'User' },
  refusals: ['invalid_body', ...REACTIVATE_REFUSALS],
} as const satisfies UsersOperation;

/*
 * Rollcall's own, so that a dry run can say who would be refused and why. They are custom methods (AIP-136) where AIP-163
 * has a parameter, `validate_only`: a server that does not know the path answers 404, whereas one that ignores a
 * parameter it does not know would really suspend the person. Each has the scope of its verb, so that nobody learns what
 * they could not learn by trying.
 */
const CHECK_DESCRIPTION =
  'would answer now, and changes nothing: the person as they would be, or the refusal. An extension of Rollcall.';

export const checkSuspendUser = {
  kind: 'users',
  id: 'CheckSuspendUser',
  method: 'GET',
  path: '/accounts/{account}/users/{user}:checkSuspend',
  scope: 'suspend_user',
  quota: 'users',
  summary: 'Ask what suspending a person would answer',
  description: `Answers what SuspendUser ${CHECK_DESCRIPTION}`,
  query: NO_QUERY,
  aliases: NO_ALIASES,
  success: { description: 'The person as they would be, suspended.', schema: 'User' },
  refusals: SUSPEND_REFUSALS,
} as const satisfies UsersOperation;

export const checkReactivateUser = {
  kind: 'users',
  id: 'CheckReactivateUser',
  method: 'GET',
  path: '/accounts/{account}/users/{user}:checkReactivate',
  scope: 'reactivate_user',
  quota: 'users',
  summary: 'Ask what reactivating a person would answer',
  description: `Answers what ReactivateUser ${CHECK_DESCRIPTION}`,
  query: NO_QUERY,
  aliases: NO_ALIASES,
  success: { description: 'The person as they would be, active.', schema: 'User' },
  refusals: REACTIVATE_REFUSALS,
} as const satisfies UsersOperation;
