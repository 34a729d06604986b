import type { JournalEntry, JournalExpectation } from '@rollcall/contract/sandbox';
import type { Journal } from './journal.ts';
import type { RequestFilter } from './journal-query.ts';

/** Requests that a sentence names. */
const MOST_SHOWN = 3;

/**
 * Holds the journal against an expectation.
 *
 * @returns what was expected and what there was, in a sentence; undefined where it is met
 */
export function unmet(journal: Journal, expectation: JournalExpectation): string | undefined {
  const { exactly, at_least, at_most, ...filter } = expectation;
  const least = at_least ?? (exactly === undefined && at_most === undefined ? 1 : 0);
  const found = journal.find(filter);
  const count = found.length;
  const isMet = count >= least && count <= (at_most ?? count) && count === (exactly ?? count);
  if (isMet) return undefined;
  const isTooFew = count < least || count < (exactly ?? 0);
  const seen = isTooFew ? nearest(journal, filter, count) : { title: 'They are', entries: found };
  const shown = seen.entries.slice(0, MOST_SHOWN).map((noted) => told(journal.entryOf(noted)));
  const more = seen.entries.length - shown.length;
  const names = shown.length === 0 ? '' : ` ${seen.title}: ${shown.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`;
  return `Expected ${numberOf(expectation, least)} ${kindOf(filter)}, and there ${count === 1 ? 'was 1' : `were ${count || 'none'}`}.${names}`;
}

/** What fits but for one thing or the other: that which was left out first matters least. */
const LEFT_OUT: readonly (readonly (keyof RequestFilter)[])[] = [
  ['reason'],
  ['reason', 'status', 'outcome'],
  ['client_id'],
  ['user_id'],
  ['reason', 'status', 'outcome', 'client_id', 'user_id'],
  ['operation', 'reason', 'status', 'outcome', 'client_id'],
  ['operation', 'reason', 'status', 'outcome', 'client_id', 'user_id'],
];

function nearest(journal: Journal, filter: RequestFilter, count: number) {
  for (const names of LEFT_OUT) {
    const wider = { ...filter };
    for (const name of names) delete wider[name];
    const found = journal.find(wider);
    if (found.length > count) {
      const fitting = new Set(journal.find(filter));
      return { title: 'The nearest', entries: found.filter((noted) => !fitting.has(noted)) };
    }
  }
  return { title: 'They are', entries: journal.find(filter) };
}

function numberOf({ exactly, at_most: most }: JournalExpectation, least: number): string {
  if (exactly !== undefined) return exactly === 0 ? 'no' : `exactly ${exactly}`;
  if (most === undefined) return `at least ${least}`;
  if (most === 0) return 'no';
  return least > 0 ? `${least} to ${most}` : `at most ${most}`;
}

/** `requests of SuspendUser by 3f… for ABC… answered 403 no_owner_remain after #12`. */
function kindOf(filter: RequestFilter): string {
  const { operation, client_id: client, user_id: user, status, reason, outcome, after } = filter;
  const answer = [status, reason].filter((part) => part !== undefined).join(' ');
  return [
    'requests',
    operation === undefined ? '' : `of ${operation}`,
    client === undefined ? '' : `by ${client}`,
    user === undefined ? '' : `for ${user}`,
    answer === '' ? '' : `answered ${answer}`,
    outcome === undefined ? '' : `that ${ENDED[outcome]}`,
    after ? `after #${after}` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

const ENDED: Readonly<Record<JournalEntry['outcome'], string>> = {
  succeeded: 'succeeded',
  refused: 'were refused',
  failed: 'failed',
  no_answer: 'had no answer',
};

/** `#3 SuspendUser for ABC…, 403 no_owner_remain`. */
function told({ sequence, operation, method, path, user_id: user, status, reason, under_way }: JournalEntry): string {
  const name = operation === 'Unmatched' ? `${method} ${path}` : `${operation}${user ? ` for ${user}` : ''}`;
  const answer =
    status === undefined ? (under_way ? 'under way' : 'no answer') : [status, reason].filter(Boolean).join(' ');
  return `#${sequence} ${name}, ${answer}`;
}
