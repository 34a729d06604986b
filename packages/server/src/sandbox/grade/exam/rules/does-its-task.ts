import { counted, failed, note, notObserved, passed } from '../../rule.ts';
import { isDone } from '../attended.ts';
import type { ExamRule } from './exam-rule.ts';

export const doesItsTask: ExamRule = {
  id: 'does-its-task',
  title: 'Does what it is asked to do',
  why: 'Whatever else is right, the work has to be done where it can be done.',
  judge(attended) {
    const { situation, requests, ending, isExplained } = attended;
    const last = requests.at(-1);
    if (last === undefined) {
      return failed(
        'The client sent no request.',
        'Check that it is called with the base URL, account and credentials of the situation.',
        [],
      );
    }
    if (situation.outcome !== 'done') return notObserved('The task could not be done.');
    if (isDone(attended)) return passed('The client did what it was asked to do.', [note(last, 'the last request')]);
    if (isExplained) return notObserved('The task was not done; another rule says why.');
    return failed(
      `The task was not done after ${counted(requests.length, 'request')}; the client ${ENDED[ending]}.`,
      `${situation.description}`,
      [note(last, 'the last request')],
    );
  },
};

const ENDED = {
  succeeded: 'said that it was',
  failed: 'reported a failure',
  stopped: 'was stopped at its deadline',
  not_run: 'was not run',
} as const;
