import type { UserState } from '@rollcall/contract';
import type { Call, Operation } from '../operation.ts';
import type { Entry, RunRecord } from './record.ts';

export const [ADA, BEN, CAT] = ['ADA', 'BEN', 'CAT'];
export const OUT: UserState = 'SUSPENDED';
export const BACK: UserState = 'ACTIVE';

let count = 0;

/** A request from `invoked` to `completed`; whatever is not said is as it should be. */
export function operation(
  call: Call,
  [invoked, completed]: readonly [number, number],
  more: Partial<Operation> = {},
): Operation {
  count += 1;
  const id = `op-${count}`;
  const people = call.kind === 'move' ? [{ id: call.user, state: call.target }] : [];
  return {
    ...{ id, call, invoked, completed, people, application: 'app', bearer: 'main', outcome: 'done', status: 200 },
    ...{ requestId: `request-${id}`, reason: undefined, retryAfter: undefined, issued: undefined },
    ...more,
  };
}

export const UNKNOWN = { outcome: 'unknown', status: undefined, requestId: undefined, people: [] } as const;
export const LAST_OWNER = { outcome: 'refused', status: 403, reason: 'no_owner_remain', people: [] } as const;
export const DEAD = { outcome: 'refused', status: 401, reason: 'invalid_token' } as const;
export const OVER = { outcome: 'refused', status: 429, reason: 'rate_limit_exceeded' } as const;

export const move = (
  user: string,
  target: UserState,
  times: readonly [number, number],
  more: Partial<Operation> = {},
) => operation({ kind: 'move', user, target }, times, more);
export const get = (user: string, state: UserState, times: readonly [number, number], more: Partial<Operation> = {}) =>
  operation({ kind: 'get', user }, times, { people: [{ id: user, state }], ...more });
export const page = (users: readonly string[], times: readonly [number, number], filter?: UserState) =>
  operation({ kind: 'page', filter }, times, { people: users.map((id) => ({ id, state: filter ?? BACK })) });
export const issue = (issued: string, times: readonly [number, number]) =>
  operation({ kind: 'issue' }, times, { issued });
export const revoke = (token: string, times: readonly [number, number], more: Partial<Operation> = {}) =>
  operation({ kind: 'revoke', token }, times, more);

const ACTIONS = { issue: 'token.issued', revoke: 'token.revoked' } as const;

export function entry(of: Operation, sequence: number): Entry {
  const { id, call, reason, requestId = `request-${id}` } = of;
  const moved = call.kind === 'move' && (call.target === OUT ? 'user.suspended' : 'user.reactivated');
  return {
    sequence,
    action: moved || (call.kind === 'issue' || call.kind === 'revoke' ? ACTIONS[call.kind] : ''),
    outcome: reason === undefined ? 'success' : 'refused',
    reason,
    subject: call.kind === 'move' ? call.user : 'app',
    requestId,
    operation: id,
  };
}

/** A run in which these requests were made, and the changes that the log holds happened, in its order. */
export function run(
  operations: readonly Operation[],
  logged: readonly Operation[],
  more: Partial<RunRecord> = {},
): RunRecord {
  const states = new Map([ADA, BEN, CAT].map((id) => [id, BACK]));
  const tokens = new Set<string>();
  for (const { call, reason, issued } of logged) {
    if (call.kind === 'move' && reason === undefined) states.set(call.user, call.target);
    if (call.kind === 'revoke') tokens.delete(call.token);
    if (issued !== undefined) tokens.add(issued);
  }
  return {
    before: [ADA, BEN, CAT].map((id) => ({ id, state: BACK, isOwner: id !== CAT })),
    operations,
    walks: [],
    audit: logged.map((each, index) => entry(each, index + 1)),
    after: { states, tokens },
    ownersSeen: [2, 1],
    limits: new Map(),
    ...more,
  };
}
