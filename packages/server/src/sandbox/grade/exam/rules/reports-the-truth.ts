import { failed, note, notObserved, passed } from '../../rule.ts';
import { isDone } from '../attended.ts';
import type { ExamRule } from './exam-rule.ts';

export const reportsTheTruth: ExamRule = {
  id: 'reports-the-truth',
  title: 'Says whether it was done',
  why: 'A failure that looks like a success leaves a leaver with their access, and nobody knows.',
  judge(attended) {
    const { situation, requests, ending, isExplained } = attended;
    const evidence = requests.slice(-1).map((last) => note(last, 'the last request'));
    if (requests.length === 0 || (ending !== 'succeeded' && ending !== 'failed')) {
      return notObserved('The client did not come to an end of its own.');
    }
    const done = isDone(attended);
    // Where it could have been done, it is for the rule that was broken to say why it was not, or not known to be.
    if (done !== (ending === 'succeeded') && isExplained && situation.outcome !== 'refused') {
      return notObserved('Another rule says what went wrong.');
    }
    if (done && ending === 'failed') {
      return failed(
        'The task was done, and the client reported a failure.',
        'End with success (for a command: exit code 0) when the last answer is the one that was wanted.',
        evidence,
      );
    }
    if (!done && ending === 'succeeded') {
      if (situation.outcome === 'done') return notObserved('That the task was not done is for another rule to say.');
      return failed(
        'The task was not done, and the client reported no failure.',
        'End with a failure (for a command: an exit code other than 0) when an answer is a refusal, or none that can be read.',
        evidence,
      );
    }
    return passed(done ? 'It was done, and the client said so.' : 'It was not done, and the client said so.', evidence);
  },
};
