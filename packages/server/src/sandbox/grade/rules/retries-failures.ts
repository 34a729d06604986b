import { triesOf } from '../requests.ts';
import { counted, failed, note, notObserved, passed, type Rule } from '../rule.ts';

export const retriesFailures: Rule = {
  id: 'retries-failures',
  title: 'Repeats what failed for the moment',
  why: 'A server that restarts or a connection that breaks is over in seconds. Every call of this API may be repeated safely.',
  explains: true,
  judge({ requests }) {
    const all = triesOf(requests);
    if (all.length === 0) return notObserved('No call failed for the moment.');
    const dropped = all.filter((tries) => tries.length === 1);
    if (dropped.length > 0) {
      return failed(
        `${counted(dropped.length, 'call')} failed for the moment and ${dropped.length === 1 ? 'was' : 'were'} not repeated.`,
        'Repeat a call that met a 5xx or a lost connection a few times, waiting longer each time. Suspending and reactivating may be repeated, too: who is in that state stays in it.',
        dropped.map(([first]) => note(first, 'failed, and was not repeated')),
      );
    }
    return passed(
      `${counted(all.length, 'call')} failed for the moment and ${all.length === 1 ? 'was' : 'were'} repeated.`,
      all.flatMap(([first, second]) => [note(first, 'failed'), ...(second ? [note(second, 'repeated')] : [])]),
    );
  },
};
