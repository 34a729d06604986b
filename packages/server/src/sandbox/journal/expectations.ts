import type { JournalEntry, JournalExpectation } from '@rollcall/contract/sandbox';
import type { Journal } from './journal.ts';
import type { RequestFilter } from './journal-query.ts';
import type { NotedRequest } from './noted-request.ts';

/** Requests that a sentence names. */
const MOST_SHOWN = 3;

/**
 * Holds the journal against an expectation.
 *
 * @returns what was expected and what there was, in a sentence; undefined where it is met
 */
export function unmet(journal: Journal, expectation: JournalExpectation): string | undefined {
  const { exactly, at_least, at_most, ...filter } = expectation;
  const least = exactly ?? at_least ?? (at_most === undefined ? 1 : 0);
  const most = exactly ?? at_most;
  const found = journal.find(filter);
  if (found.length >= least && found.length <= (most ?? found.length)) return undefined;
  const expected = `Expected ${wanted(expectation, least, most)}${kindOf(filter)}, and there `;
  const show = (requests: readonly NotedRequest[]) => shown(journal, requests);
  if (found.length === 1) return `${expected}was 1: ${show(found)}.`;
  if (found.length > 1) return `${expected}were ${found.length}. They are: ${show(found)}.`;
  const near = nearest(journal, filter);
  return `${expected}were none.${near.length === 0 ? '' : ` The nearest: ${show(near)}.`}`;
}

/** What may be passed over to find what was probably meant, the least first. */
const PASSED_OVER: readonly (readonly (keyof RequestFilter)[])[] = [
  ['reason'],
  ['reason', 'status', 'outcome'],
  ['client_id'],
  ['user_id'],
  ['reason', 'status', 'outcome', 'client_id', 'user_id'],
  ['operation', 'reason', 'status', 'outcome', 'client_id'],
];

function nearest(journal: Journal, filter: RequestFilter): readonly NotedRequest[] {
  for (const names of PASSED_OVER) {
    const wider = { ...filter };
    for (const name of names) delete wider[name];
    // Without either, any request would be near.
    if (wider.operation === undefined && wider.user_id === undefined) continue;
    const found = journal.find(wider);
    if (found.length > 0) return found;
  }
  return [];
}

function wanted({ exactly }: JournalExpectation, least: number, most: number | undefined): string {
  if (most === 0) return 'no requests';
  if (exactly !== undefined) return `exactly ${requests(exactly)}`;
  if (most === undefined) return `at least ${requests(least)}`;
  return least > 0 ? `${least} to ${requests(most)}` : `at most ${requests(most)}`;
}

function requests(count: number): string {
  return `${count} request${count === 1 ? '' : 's'}`;
}

const ENDED: Readonly<Record<JournalEntry['outcome'], string>> = {
  succeeded: ' that succeeded',
  refused: ' refused',
  failed: ' that failed',
  no_answer: ' without an answer',
};

/** ` of SuspendUser by 3f… for ABC… answered 403 no_owner_remain after #12`. */
function kindOf({
  operation,
  client_id: client,
  user_id: user,
  status,
  reason,
  outcome,
  after,
}: RequestFilter): string {
  const answer = [status, reason].filter((part) => part !== undefined).join(' ');
  return [
    operation === undefined ? '' : ` of ${operation}`,
    client === undefined ? '' : ` by ${client}`,
    user === undefined ? '' : ` for ${user}`,
    answer === '' ? '' : ` answered ${answer}`,
    outcome === undefined ? '' : ENDED[outcome],
    after ? ` after #${after}` : '',
  ].join('');
}

function shown(journal: Journal, found: readonly NotedRequest[]): string {
  const told = found.slice(0, MOST_SHOWN).map((noted) => toldOf(journal.entryOf(noted)));
  const more = found.length - told.length;
  return told.join('; ') + (more > 0 ? `; and ${more} more` : '');
}

/** `#3 SuspendUser for ABC…, 403 no_owner_remain`. */
function toldOf({ sequence, operation, method, path, user_id: user, status, reason, under_way }: JournalEntry): string {
  const name = operation === 'Unmatched' ? `${method} ${path}` : `${operation}${user ? ` for ${user}` : ''}`;
  const answer =
    status === undefined ? (under_way ? 'under way' : 'no answer') : [status, reason].filter(Boolean).join(' ');
  return `#${sequence} ${name}, ${answer}`;
}
