import type { RunRecord } from './record.ts';
import { type Change, changesOf, placesIn } from './timeline.ts';

/** There is an active owner after every change, and nobody is refused as the last one who was not. */
export function checkOwners(record: RunRecord): string[] {
  const owners = new Set(record.before.filter(({ isOwner }) => isOwner).map(({ id }) => id));
  const changes = changesOf(record).filter(({ user }) => owners.has(user));
  const active = activeAfterEach(record, changes);
  const wrong = changes.flatMap(({ operation }, index) =>
    active[index + 1]?.size === 0 ? [`${operation.id} left no active owner.`] : [],
  );
  if (record.ownersSeen.includes(0)) wrong.push('The database was seen without an active owner.');
  for (const operation of record.operations) {
    const { call, reason, id } = operation;
    if (call.kind !== 'move' || reason !== 'no_owner_remain') continue;
    const { first, last } = placesIn(changes, operation);
    const rightly = active.slice(first, last + 1).some((some) => some.size === 1 && some.has(call.user));
    if (!rightly) wrong.push(`${id} was refused, and ${call.user} was never the last active owner meanwhile.`);
  }
  return wrong;
}

/** Who is active before the first change, after the first, after the second, … */
function activeAfterEach({ before }: RunRecord, changes: readonly Change[]): ReadonlySet<string>[] {
  const active = new Set(before.filter(({ isOwner, state }) => isOwner && state === 'ACTIVE').map(({ id }) => id));
  const steps = [new Set(active)];
  for (const { user, to } of changes) {
    if (to === 'ACTIVE') active.add(user);
    else active.delete(user);
    steps.push(new Set(active));
  }
  return steps;
}
