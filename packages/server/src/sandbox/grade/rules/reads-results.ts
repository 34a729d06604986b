import { isOnPeople } from '../requests.ts';
import { counted, failed, note, notObserved, passed, type Rule } from '../rule.ts';
import { walksOf } from './walks.ts';

export const readsResults: Rule = {
  id: 'reads-results',
  title: 'Reads the people from results',
  why: 'A client that reads another field, such as users, sees an empty list everywhere and reports no error.',
  explains: true,
  judge({ requests, facts: { sought } }) {
    const pages = requests.filter(({ outcome, page }) => outcome === 'succeeded' && (page?.people ?? 0) > 0);
    const [first] = pages;
    if (first === undefined) return notObserved('No list with people on it was answered.');
    // Nothing but a list tells the id of a person.
    const acts = requests.filter(
      (each) => each.sequence > first.sequence && isOnPeople(each) && each.user_id !== undefined && isKnown(each),
    );
    const relevant = sought === undefined ? acts : acts.filter(({ user_id }) => user_id === sought.userId);
    const [act] = relevant;
    if (act) {
      const ids = new Set(relevant.map(({ user_id }) => user_id));
      return passed(`The client went on with ${ids.size === 1 ? 'a person' : `${ids.size} people`} from the list.`, [
        note(first, `${counted(first.page?.people ?? 0, 'result')} on the page`),
        note(act, 'a person from the list'),
      ]);
    }
    const wasShown =
      sought?.isOnFirstPage === true || walksOf(pages).some((walk) => walk.at(-1)?.page?.has_next === false);
    if (sought === undefined || !wasShown) {
      return notObserved('Lists were answered, and nothing shows what the client took from them.');
    }
    return failed(
      'The person to act on was on the list, and the client never called them by their id.',
      'Read the people from the field results of the answer, and the way on from next_page_token.',
      pages.map((page) => note(page, `${counted(page.page?.people ?? 0, 'result')} on the page, followed by nothing`)),
    );
  },
};

/** Whether the account has the person: other ids prove nothing. */
function isKnown({ status, reason }: { readonly status?: number; readonly reason?: string }): boolean {
  return status !== undefined && reason !== 'user_not_found' && reason !== 'account_not_found';
}
