import type { CreateFaultRequest } from '@rollcall/contract/sandbox';
import { accountOf, LEAVER, ONE_PAGE, SEVERAL_PAGES } from '../people.ts';
import type { Situation } from '../situation.ts';

type Named = Pick<Situation, 'id' | 'title' | 'description' | 'judges'>;

/** A list of one page, of which the first request meets a fault. */
function listWith(fault: CreateFaultRequest, named: Named, outcome: Situation['outcome'] = 'done'): Situation {
  return { ...named, task: { do: 'list' }, seed: accountOf(ONE_PAGE), faults: [fault], outcome };
}

const FIRST_LIST = { operation: 'ListUsers' } as const;

/** What goes wrong for a moment. */
export const PASSING_FAILURES: readonly Situation[] = [
  {
    id: 'token-expires',
    title: 'The token expires in the middle of a list',
    description: 'The second page answers 401. The client gets a new token and asks for that page again.',
    task: { do: 'list' },
    seed: accountOf(SEVERAL_PAGES),
    faults: [{ kind: 'expired_token', operation: 'ListUsers', first_call: 2 }],
    outcome: 'done',
    judges: ['renews-expired-tokens', 'follows-every-page'],
  },
  listWith(
    { kind: 'rate_limit', ...FIRST_LIST, retry_after_seconds: 1 },
    {
      id: 'limited-seconds',
      title: 'The limit is reached: Retry-After in seconds',
      description: 'The list answers 429 with Retry-After: 1. The client waits a second and asks again.',
      judges: ['honours-retry-after'],
    },
  ),
  listWith(
    { kind: 'rate_limit', ...FIRST_LIST, retry_after_seconds: 1, retry_after_form: 'date' },
    {
      id: 'limited-date',
      title: 'The limit is reached: Retry-After as a date',
      description: 'The list answers 429 with Retry-After as an HTTP date. The client waits until then and asks again.',
      judges: ['honours-retry-after'],
    },
  ),
  listWith(
    { kind: 'answer', ...FIRST_LIST, status: 503 },
    {
      id: 'unavailable-once',
      title: 'The server is away for a moment',
      description: 'The list answers 503 once. The client asks again.',
      judges: ['retries-failures'],
    },
  ),
  listWith(
    { kind: 'reset_connection', ...FIRST_LIST, when: 'before' },
    {
      id: 'connection-reset',
      title: 'The connection breaks before the answer',
      description: 'The connection of the list is reset. The client asks again.',
      judges: ['retries-failures'],
    },
  ),
  {
    id: 'answer-lost',
    title: 'Somebody is suspended, and the answer is lost',
    description:
      'The suspension was carried out, but the connection broke. The client repeats it, which changes nothing.',
    task: { do: 'suspend', person: { userId: LEAVER } },
    seed: accountOf(ONE_PAGE),
    faults: [{ kind: 'reset_connection', operation: 'SuspendUser', when: 'after' }],
    outcome: 'done',
    changes: { [LEAVER]: 'SUSPENDED' },
    judges: ['retries-failures', 'changes-nobody-else', 'reports-the-truth'],
  },
  listWith(
    { kind: 'html', ...FIRST_LIST, status: 502 },
    {
      id: 'proxy-page',
      title: 'A proxy answers with a page of its own',
      description: 'The list answers 502 with HTML. The client asks again.',
      judges: ['retries-failures'],
    },
  ),
  listWith(
    { kind: 'broken_json', ...FIRST_LIST },
    {
      id: 'broken-json',
      title: 'The answer is broken JSON',
      description: 'The list answers 200 with a body that is no JSON. The client asks again or reports a failure.',
      judges: ['reports-the-truth'],
    },
    'done_or_reported',
  ),
  listWith(
    { kind: 'cut_body', ...FIRST_LIST },
    {
      id: 'cut-body',
      title: 'The answer ends in the middle',
      description: 'The connection of the list is closed in the middle of the body. The client asks again.',
      judges: ['retries-failures'],
    },
  ),
  listWith(
    { kind: 'slow_body', ...FIRST_LIST, duration_ms: 800 },
    {
      id: 'slow-body',
      title: 'The answer is slow',
      description: 'The body of the list takes almost a second. The client waits for all of it.',
      judges: ['does-its-task'],
    },
  ),
  listWith(
    { kind: 'answer', ...FIRST_LIST, status: 500, last_call: null },
    {
      id: 'stays-broken',
      title: 'The server stays broken',
      description:
        'The list answers 500 however often it is asked. The client tries a few times, gives up and says so.',
      judges: ['gives-up', 'waits-between-retries', 'reports-the-truth'],
    },
    'refused',
  ),
];
