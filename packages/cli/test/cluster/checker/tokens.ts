import { type Operation, settledAt } from '../operation.ts';
import type { RunRecord } from './record.ts';

/** What happened to one token, and who used it. No token of a run is old enough to expire. */
interface Life {
  readonly hash: string;
  readonly issue: Operation;
  readonly revocations: readonly Operation[];
  readonly uses: readonly Operation[];
  /** Entries of the audit log that say that it was revoked. */
  readonly revoked: number;
}

/** A token lives from its issue to its revocation, on every server, and the database agrees. */
export function checkTokens(record: RunRecord): string[] {
  const { audit, after } = record;
  const count = (action: string) => audit.filter((entry) => entry.action === action).length;
  const alive = count('token.issued') - count('token.revoked');
  return [
    ...(after.tokens.size === alive ? [] : [`${after.tokens.size} tokens are stored, and the log says ${alive}.`]),
    ...livesOf(record).flatMap((life) => [...checkUses(life), ...checkEnd(life, after.tokens.has(life.hash))]),
  ];
}

function livesOf({ operations, audit }: RunRecord): Life[] {
  const uses = Map.groupBy(operations, ({ bearer }) => bearer);
  const revocations = Map.groupBy(operations, ({ call }) => (call.kind === 'revoke' ? call.token : undefined));
  const revoked = new Set(audit.filter(({ action }) => action === 'token.revoked').map(({ operation }) => operation));
  return operations.flatMap((issue) => {
    const { issued: hash } = issue;
    if (hash === undefined) return [];
    const mine = revocations.get(hash) ?? [];
    const entries = mine.filter(({ id }) => revoked.has(id)).length;
    return [{ hash, issue, revocations: mine, uses: uses.get(hash) ?? [], revoked: entries }];
  });
}

function checkUses({ issue, revocations, uses }: Life): string[] {
  const acknowledged = Math.min(...revocations.filter(({ outcome }) => outcome === 'done').map(settledAt));
  const firstAsked = Math.min(...revocations.map(({ invoked }) => invoked));
  const died = Math.min(...uses.filter(isDead).map(({ completed }) => completed));
  return uses.flatMap((use) => {
    if (isDead(use) && use.completed < firstAsked) return [`${use.id}: the token of ${issue.id} was refused.`];
    if (isDead(use) || use.outcome === 'unknown') return [];
    if (use.invoked > acknowledged) return [`${use.id}: the token of ${issue.id} was accepted after its revocation.`];
    return use.invoked > died ? [`${use.id}: the token of ${issue.id} was accepted after it had been refused.`] : [];
  });
}

function isDead({ status }: Operation): boolean {
  return status === 401;
}

function checkEnd({ issue, revocations, uses, revoked }: Life, stored: boolean): string[] {
  const wrong: string[] = [];
  const token = `the token of ${issue.id}`;
  if (revoked > 1) wrong.push(`${token} has ${revoked} audit entries of its revocation.`);
  if (revoked > 0 === stored)
    wrong.push(`${token} is ${stored ? '' : 'not '}stored, and was revoked ${revoked} times.`);
  if (revoked > 0) return wrong;
  if (revocations.some(({ outcome }) => outcome === 'done')) wrong.push(`The revocation of ${token} was lost.`);
  if (uses.some(isDead)) wrong.push(`${token} was refused, and nobody revoked it.`);
  return wrong;
}
