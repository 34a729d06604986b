import { counted, failed, note, notObserved, passed } from '../../rule.ts';
import type { ExamRule } from './exam-rule.ts';

export const changesNobodyElse: ExamRule = {
  id: 'changes-nobody-else',
  title: 'Changes whom it is to change, and nobody else',
  why: 'Somebody who is suspended by mistake cannot work.',
  judge({ situation, requests, states }) {
    const sent = requests.filter(({ operation }) => operation === 'SuspendUser' || operation === 'ReactivateUser');
    const people = situation.seed.accounts.flatMap(({ users = [] }) => users);
    const hurt = new Set(
      people.flatMap(({ id = '', state = 'ACTIVE' }) =>
        states.get(id) === state || states.get(id) === situation.changes?.[id] ? [] : [id],
      ),
    );
    if (hurt.size > 0) {
      return failed(
        `${counted(hurt.size, 'person')} whom the task was not about ${hurt.size === 1 ? 'was' : 'were'} changed.`.replace(
          'persons',
          'people',
        ),
        'Compare the whole email address, without case, before you act on somebody from the list.',
        sent.filter(({ user_id: id = '' }) => hurt.has(id)).map((each) => note(each, 'somebody else')),
      );
    }
    if (sent.length === 0) return notObserved('The client tried to change nobody.');
    return passed(
      'Nobody else was changed.',
      sent.map((each) => note(each, 'whom the task is about')),
    );
  },
};
