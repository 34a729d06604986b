import type { UserState } from '@rollcall/contract';
import type { Ending, JournalEntry } from '@rollcall/contract/sandbox';
import { walksOf } from '../rules/walks.ts';
import type { Situation } from './situation.ts';

/** A situation that the client was in, and what became of it. */
export interface Attended {
  readonly situation: Situation;
  readonly requests: readonly JournalEntry[];
  readonly ending: Ending;
  /** Everybody's state afterwards, by id. */
  readonly states: ReadonlyMap<string, UserState>;
  /** Whether another rule found what went wrong: it need not be told twice. */
  readonly isExplained: boolean;
}

/** Whether the task was carried out, whatever the client says. */
export function isDone({ situation, requests, states }: Attended): boolean {
  const { task, changes = {} } = situation;
  if (task.do === 'list') {
    return walksOf(requests).some((walk) => {
      const last = walk.at(-1);
      return last?.outcome === 'succeeded' && last.page?.has_next === false;
    });
  }
  if (task.do === 'get') {
    return requests.some(({ operation, outcome }) => operation === 'GetUser' && outcome === 'succeeded');
  }
  const wanted = Object.entries(changes);
  return wanted.length > 0 && wanted.every(([id, state]) => states.get(id) === state);
}
