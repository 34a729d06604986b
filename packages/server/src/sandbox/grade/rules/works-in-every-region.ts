import { isOnPeople } from '../requests.ts';
import { failed, note, notObserved, passed, type Rule } from '../rule.ts';

export const worksInEveryRegion: Rule = {
  id: 'works-in-every-region',
  title: 'Works in every region',
  why: 'Each region is a server of its own with its own accounts: a client with one built in cannot serve the others.',
  explains: true,
  judge({ requests, facts: { region } }) {
    const succeeded = requests.filter((each) => isOnPeople(each) && each.outcome === 'succeeded');
    if (region !== undefined) {
      const there = succeeded.find((each) => each.region === region);
      if (there) return passed(`A call in the region ${region} succeeded.`, [note(there, 'a call there')]);
      // What is sent to the wrong region arrives in the journal of another account, if at all.
      return failed(
        `No call in the region ${region} succeeded, where the account is.`,
        'Make the base URL a setting, and use it for tokens and for calls alike.',
        requests.map((each) => note(each, 'no success')),
      );
    }
    const byRegion = Map.groupBy(succeeded, (each) => each.region);
    if (byRegion.size < 2) return notObserved('Calls in one region only were seen.');
    return passed(
      `Calls in ${[...byRegion.keys()].join(', ')} succeeded.`,
      [...byRegion.values()].flatMap(([first]) => (first ? [note(first, `a call in ${first.region}`)] : [])),
    );
  },
};
