import { isPassingFailure, triesOf } from '../requests.ts';
import { failed, note, notObserved, passed, type Rule } from '../rule.ts';

/** Clients that give up do so after three to six tries; the longest known, after eight. */
const MOST_TRIES = 10;

export const givesUp: Rule = {
  id: 'gives-up',
  title: 'Gives up when it is enough',
  why: 'A run that never ends tells nobody that something is wrong, and keeps a struggling server from recovering.',
  explains: true,
  judge({ requests, facts: { stopped } }) {
    const advice = 'Give up after about five tries or two minutes, and report the failure.';
    const all = triesOf(requests);
    const endless = all.find((tries) => tries.length > MOST_TRIES);
    if (endless) {
      const last = endless.at(-1) ?? endless[0];
      return failed(`A call was tried ${endless.length} times in a row.`, advice, [
        note(endless[0], 'the first try'),
        note(last, `try ${endless.length}`),
      ]);
    }
    if (stopped === true) {
      return failed(
        'The client did not end before its deadline and had to be stopped.',
        advice,
        requests.slice(-1).map((last) => note(last, 'the last request before it was stopped')),
      );
    }
    const ended = all.flatMap((tries) => {
      const last = tries.at(-1) ?? tries[0];
      return isPassingFailure(last) ? [note(last, `try ${tries.length}, the last one`)] : [];
    });
    if (ended.length === 0) return notObserved('Nothing stayed broken for as long as the client tried.');
    return passed('What stayed broken was given up after a few tries.', ended);
  },
};
