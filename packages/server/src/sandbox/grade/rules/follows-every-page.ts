import type { JournalEntry } from '@rollcall/contract/sandbox';
import { following } from '../requests.ts';
import { counted, failed, note, notObserved, passed, type Rule } from '../rule.ts';
import { walksOf } from './walks.ts';

export const followsEveryPage: Rule = {
  id: 'follows-every-page',
  title: 'Follows every page token to the end',
  why: 'People on pages that are never asked for stay unseen: a leaver among them keeps their access.',
  explains: true,
  judge({ requests, facts }) {
    const abandoned: JournalEntry[] = [];
    const finished: (readonly JournalEntry[])[] = [];
    for (const walk of walksOf(requests)) {
      const last = walk.at(-1);
      // A walk that ended with a refusal or a failure is for other rules to judge.
      if (last?.outcome !== 'succeeded' || last.page?.has_next === undefined) continue;
      if (!last.page.has_next) finished.push(walk);
      else if (!isProbe(last) && !foundSomebody(requests, last, facts.sought?.userId)) abandoned.push(last);
    }
    if (abandoned.length > 0) {
      return failed(
        `${counted(abandoned.length, 'list')} ended although the answer had a next_page_token.`,
        'Repeat the request with page_token set to next_page_token until an answer has none. A page may be empty and still have one.',
        abandoned.map((page) => note(page, `${peopleOn(page)} and a next_page_token; no request for the next page`)),
      );
    }
    const long = finished.filter((walk) => walk.some(({ page }) => (page?.number ?? 1) > 1));
    if (long.length === 0) return notObserved('No list had more than one page.');
    const last = long.flatMap((walk) => walk.at(-1) ?? []);
    return passed(
      `${counted(long.length, 'list')} of several pages ${long.length === 1 ? 'was' : 'were'} followed to the last one.`,
      last.map((page) => note(page, `page ${page.page?.number ?? '?'}, the last one`)),
    );
  },
};

/** A page of one, asked for to see whether the list answers at all. */
function isProbe({ page }: JournalEntry): boolean {
  return page?.requested_size === '1' && page.number === 1;
}

/** Who looks for one person need not go on behind them: the next thing is to act on that one. */
function foundSomebody(requests: readonly JournalEntry[], page: JournalEntry, sought: string | undefined): boolean {
  const found = new Set<string>();
  for (const { operation, user_id: userId, outcome } of following(requests, page)) {
    if (operation === 'ListUsers') break;
    if (userId !== undefined && outcome !== 'no_answer') found.add(userId);
  }
  return found.size === 1 && (sought === undefined || found.has(sought));
}

function peopleOn({ page }: JournalEntry): string {
  const people = page?.people ?? 0;
  return people === 1 ? '1 person' : `${people} people`;
}
