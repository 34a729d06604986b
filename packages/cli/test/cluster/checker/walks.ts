import type { UserState } from '@rollcall/contract';
import type { PersonBefore, RunRecord, Walk } from './record.ts';
import { type Change, changesOf, placesIn } from './timeline.ts';

/** Nobody is seen twice or out of order, and whoever fits the filter throughout is seen. */
export function checkWalks(record: RunRecord): string[] {
  const places = new Map(record.before.map(({ id }, index) => [id, index]));
  const changes = Map.groupBy(changesOf(record), ({ user }) => user);
  return record.walks.flatMap((walk) => {
    const seen = walk.pages.flatMap(({ people }) => people);
    const name = `The walk that begins with ${walk.pages[0]?.id}`;
    const wrong: string[] = [];
    seen.forEach(({ id, state }, index) => {
      const last = seen[index - 1];
      const [place, before] = [places.get(id) ?? -1, last ? (places.get(last.id) ?? -1) : -1];
      if (place <= before) wrong.push(`${name} shows ${id} twice or out of order.`);
      if (walk.filter && state !== walk.filter) wrong.push(`${name} shows ${id} as ${state}.`);
    });
    if (!walk.complete) return wrong;
    const ids = new Set(seen.map(({ id }) => id));
    const missed = record.before.filter((one) => !ids.has(one.id) && fits(one, walk, changes.get(one.id) ?? []));
    return [...wrong, ...missed.map(({ id }) => `${name} skips ${id}, who was there throughout.`)];
  });
}

/** Whether the person was surely in the state of the filter from the first page to the last. */
function fits({ state: before }: PersonBefore, { filter, pages }: Walk, changes: readonly Change[]): boolean {
  if (filter === undefined) return true;
  const span = { invoked: pages[0]?.invoked ?? 0, completed: pages.at(-1)?.completed ?? 0 };
  const { first, last } = placesIn(changes, span);
  const states: UserState[] = [before, ...changes.map(({ to }) => to)];
  return states.slice(first, last + 1).every((state) => state === filter);
}
