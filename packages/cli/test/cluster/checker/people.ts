import type { UserState } from '@rollcall/contract';
import type { Operation } from '../operation.ts';
import type { PersonBefore, RunRecord } from './record.ts';
import { type Change, changesOf, placesIn } from './timeline.ts';

interface Seen {
  readonly operation: Operation;
  readonly state: UserState;
}

/**
 * Every person is a register that is changed in the order of the log: each change starts where the one before left off,
 * the last is what is stored, and whatever an answer shows was so at a moment between request and answer (it is
 * linearizable).
 */
export function checkPeople(record: RunRecord): string[] {
  const changes = Map.groupBy(changesOf(record), ({ user }) => user);
  const seen = Map.groupBy(record.operations.flatMap(sightsOf), ({ id }) => id);
  return record.before.flatMap((person) => {
    const mine = changes.get(person.id) ?? [];
    return [
      ...checkChain(person, mine, record.after.states.get(person.id)),
      ...checkSights(person, mine, seen.get(person.id) ?? []),
    ];
  });
}

function sightsOf(operation: Operation): (Seen & { readonly id: string })[] {
  return operation.outcome === 'done' ? operation.people.map(({ id, state }) => ({ id, state, operation })) : [];
}

function checkChain({ id, state }: PersonBefore, changes: readonly Change[], stored: UserState | undefined): string[] {
  const wrong: string[] = [];
  let now = state;
  for (const { to, operation } of changes) {
    if (to === now) wrong.push(`${operation.id} has an audit entry and changed nothing: ${id} was ${to} already.`);
    now = to;
  }
  if (stored !== now) wrong.push(`${id} is stored as ${stored}, and the audit log says ${now}.`);
  return wrong;
}

/** Gives each answer the earliest place that is possible after those before it. */
function checkSights({ id, state: before }: PersonBefore, changes: readonly Change[], seen: readonly Seen[]): string[] {
  const wrong: string[] = [];
  const placed: { readonly completed: number; readonly place: number }[] = [];
  for (const { operation, state } of seen.toSorted((a, b) => a.operation.invoked - b.operation.invoked)) {
    const { first, last } = placesIn(changes, operation);
    let place = first;
    for (const other of placed) if (other.completed < operation.invoked) place = Math.max(place, other.place);
    const own = changes.findIndex((change) => change.operation === operation);
    if (own >= 0) place = Math.max(place, own + 1);
    while (place <= last && (changes[place - 1]?.to ?? before) !== state) place += 1;
    if (place > last) wrong.push(`${operation.id} shows ${id} as ${state}, which was not so at any moment meanwhile.`);
    else placed.push({ completed: operation.completed, place });
  }
  return wrong;
}
