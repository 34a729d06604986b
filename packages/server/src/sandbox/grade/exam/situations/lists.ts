import { accountOf, LEAVER, LEAVER_EMAIL, ONE_PAGE, SEVERAL_PAGES } from '../people.ts';
import type { Situation } from '../situation.ts';

/** Lists, as they are on a good day. */
export const LISTS: readonly Situation[] = [
  {
    id: 'several-pages',
    title: 'A list of several pages',
    description: 'The account has more people than fit on any page. The client lists them all, with one token.',
    task: { do: 'list' },
    seed: accountOf(SEVERAL_PAGES),
    outcome: 'done',
    judges: ['follows-every-page', 'reuses-its-token'],
  },
  {
    id: 'filtered-list',
    title: 'A list of active people, of several pages',
    description: 'The client asks for the active people only, and keeps to that from page to page.',
    task: { do: 'list', filter: 'active' },
    seed: accountOf(SEVERAL_PAGES + 40, { change: (index) => (index % 27 === 26 ? { state: 'SUSPENDED' } : {}) }),
    outcome: 'done',
    judges: ['follows-every-page', 'keeps-the-filter'],
  },
  {
    id: 'empty-page',
    title: 'An empty page in the middle of a list',
    description: 'A page has nobody on it and a page token. The list goes on behind it.',
    task: { do: 'list' },
    seed: accountOf(SEVERAL_PAGES),
    faults: [{ kind: 'empty_page', operation: 'ListUsers', first_call: 2 }],
    outcome: 'done',
    judges: ['follows-every-page'],
  },
  {
    id: 'find-and-suspend',
    title: 'Somebody to find on the list and suspend',
    description: 'The client is given an address. It finds the person on the list and suspends them, and nobody else.',
    task: { do: 'suspend', person: { email: LEAVER_EMAIL } },
    seed: accountOf(ONE_PAGE),
    sought: { userId: LEAVER, isOnFirstPage: true },
    outcome: 'done',
    changes: { [LEAVER]: 'SUSPENDED' },
    judges: ['reads-results', 'changes-nobody-else'],
  },
  {
    id: 'reactivate',
    title: 'Somebody to reactivate',
    description: 'The client is given the id of somebody who is suspended, and makes them active again.',
    task: { do: 'reactivate', person: { userId: LEAVER } },
    seed: accountOf(ONE_PAGE, { change: (index) => (index % 3 === 1 ? { state: 'SUSPENDED' } : {}) }),
    outcome: 'done',
    changes: { [LEAVER]: 'ACTIVE' },
    judges: ['changes-nobody-else'],
  },
];
