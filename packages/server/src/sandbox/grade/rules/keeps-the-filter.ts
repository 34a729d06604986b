import type { JournalEntry } from '@rollcall/contract/sandbox';
import { failed, note, notObserved, passed, type Rule } from '../rule.ts';
import { walksOf } from './walks.ts';

export const keepsTheFilter: Rule = {
  id: 'keeps-the-filter',
  title: 'Keeps the filter over a list',
  why: 'A page token belongs to its filter: with another one the request is refused, and the list stays a part.',
  explains: true,
  judge({ requests }) {
    const changed: JournalEntry[] = [];
    const kept: JournalEntry[] = [];
    for (const [first, ...rest] of walksOf(requests)) {
      // Where the beginning is not in the journal, nothing says which filter it had.
      if (first === undefined || first.page?.number !== 1) continue;
      const filter = first.page.filter ?? '';
      for (const page of rest) {
        const sent = page.page?.filter ?? '';
        // The token alone goes on with the filter.
        if (sent !== '' && sent !== filter) changed.push(page);
        else if (filter !== '' && (page.page?.number ?? 1) > 1) kept.push(page);
      }
    }
    if (changed.length > 0) {
      return failed(
        'A page token was sent with another filter than that of its list.',
        'Send page_token with the filter of the first request, or page_token alone: the filter then continues.',
        changed.map((page) => note(page, `filter ${page.page?.filter || 'left out'} in a list of another filter`)),
      );
    }
    const [page] = kept;
    if (page === undefined) return notObserved('No list with a filter had more than one page.');
    return passed('Lists with a filter were followed with the same filter, or with the token alone.', [
      note(page, page.page?.filter ? 'the same filter again' : 'the token alone'),
    ]);
  },
};
