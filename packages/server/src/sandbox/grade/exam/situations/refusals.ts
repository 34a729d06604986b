import { accountOf, LEAVER, ONE_PAGE, OWNER, STRANGER } from '../people.ts';
import type { Situation } from '../situation.ts';

type Refused = Omit<Situation, 'outcome' | 'judges' | 'seed'> & Partial<Pick<Situation, 'seed' | 'judges'>>;

function refusedFor({ seed = accountOf(ONE_PAGE), judges = [], ...rest }: Refused): Situation {
  return { ...rest, seed, outcome: 'refused', judges: ['accepts-refusals', 'reports-the-truth', ...judges] };
}

/** What is refused for good. */
export const REFUSALS: readonly Situation[] = [
  refusedFor({
    id: 'last-owner',
    title: 'The last owner cannot be suspended',
    description: 'The API refuses with 403 no_owner_remain. The client says so and does not try again.',
    task: { do: 'suspend', person: { userId: OWNER } },
    judges: ['changes-nobody-else'],
  }),
  refusedFor({
    id: 'externally-managed',
    title: 'An administrator is managed elsewhere',
    description: 'The API refuses with 403 externally_managed_user. The client says so and does not try again.',
    task: { do: 'suspend', person: { userId: LEAVER } },
    seed: accountOf(ONE_PAGE, {
      change: (index) => (index === 7 ? { role: 'administrator', externally_managed: true } : {}),
    }),
    judges: ['changes-nobody-else'],
  }),
  refusedFor({
    id: 'automated-provisioning',
    title: 'The account has automated provisioning',
    description: 'The API refuses with 400 automated_provisioning_enabled. The client says so and does not try again.',
    task: { do: 'suspend', person: { userId: LEAVER } },
    seed: accountOf(ONE_PAGE, { provisioning: 'automated' }),
    judges: ['changes-nobody-else'],
  }),
  refusedFor({
    id: 'not-found',
    title: 'The person is not there',
    description: 'The API answers 404 user_not_found. The client says so and does not try again.',
    task: { do: 'get', person: { userId: STRANGER } },
  }),
  refusedFor({
    id: 'scope-missing',
    title: 'The application may not suspend',
    description: 'The API refuses with 403 insufficient_scope. A new token has no more scopes: the client says so.',
    task: { do: 'suspend', person: { userId: LEAVER } },
    seed: accountOf(ONE_PAGE, { scopes: ['list_users', 'get_user'] }),
    judges: ['changes-nobody-else'],
  }),
  {
    id: 'wrong-secret',
    title: 'The secret is wrong',
    description: 'The token endpoint answers 401 invalid_client. The client stops at once and says so.',
    task: { do: 'list' },
    seed: accountOf(ONE_PAGE),
    wrongSecret: true,
    outcome: 'refused',
    judges: ['stops-at-bad-credentials', 'reports-the-truth'],
  },
];
