import { type Operation, settledAt } from '../operation.ts';
import type { Entry, RunRecord } from './record.ts';

const ACTIONS = { issue: 'token.issued', revoke: 'token.revoked' } as const;

/** The log has one order, which time does not contradict; every entry belongs to a request, and no request has two. */
export function checkAudit({ audit, operations }: RunRecord): string[] {
  const known = new Map(operations.map((operation) => [operation.id, operation]));
  return [
    ...checkOrder(audit, known),
    ...audit.flatMap((entry) => checkOwner(entry, known.get(entry.operation))),
    ...checkCounts(audit, operations),
  ];
}

function checkOrder(audit: readonly Entry[], known: ReadonlyMap<string, Operation>): string[] {
  const wrong: string[] = [];
  let latest: Operation | undefined;
  let last: Entry | undefined;
  for (const entry of audit) {
    if (last && entry.sequence <= last.sequence) wrong.push(`Two audit entries share the place ${entry.sequence}.`);
    last = entry;
    const operation = known.get(entry.operation);
    if (operation === undefined) continue;
    if (latest && settledAt(operation) < latest.invoked) {
      wrong.push(`Audit entry ${entry.sequence} of ${operation.id} comes after ${latest.id}, which began later.`);
    }
    if (latest === undefined || operation.invoked > latest.invoked) latest = operation;
  }
  return wrong;
}

function checkOwner(entry: Entry, operation: Operation | undefined): string[] {
  const what = `Audit entry ${entry.sequence} (${entry.action} by ${entry.operation})`;
  if (operation === undefined) return [`${what} belongs to no request.`];
  if (operation.requestId !== undefined && operation.requestId !== entry.requestId) {
    return [`${what} has another request id than the answer.`];
  }
  if (entry.action !== actionOf(operation)) return [`${what} is not what ${operation.id} asked for.`];
  if (operation.call.kind === 'move' && entry.subject !== operation.call.user) {
    return [`${what} speaks of somebody else.`];
  }
  const says = entry.outcome === 'success' ? 'done' : 'refused';
  return operation.outcome === 'unknown' || operation.outcome === says
    ? []
    : [`${what} says ${entry.outcome}, and the answer ${operation.outcome}.`];
}

function actionOf({ call }: Operation): string | undefined {
  if (call.kind === 'move') return call.target === 'SUSPENDED' ? 'user.suspended' : 'user.reactivated';
  return call.kind === 'issue' || call.kind === 'revoke' ? ACTIONS[call.kind] : undefined;
}

function checkCounts(audit: readonly Entry[], operations: readonly Operation[]): string[] {
  const counts = new Map<string, number>();
  for (const { operation } of audit) counts.set(operation, (counts.get(operation) ?? 0) + 1);
  return operations.flatMap(({ id, call, outcome, reason }) => {
    const count = counts.get(id) ?? 0;
    if (count > 1) return [`${id} has ${count} audit entries.`];
    const isIssued = call.kind === 'issue' && outcome === 'done';
    const isOwnersRule = call.kind === 'move' && reason === 'no_owner_remain';
    return (isIssued || isOwnersRule) && count === 0 ? [`${id} was answered, and has no audit entry.`] : [];
  });
}
