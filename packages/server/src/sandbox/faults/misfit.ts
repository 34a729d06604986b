import { OPERATIONS, type OperationId } from '@rollcall/contract';
import type { CreateFaultRequest, FaultKind } from '@rollcall/contract/sandbox';

/** Why a fault can never do what it says, and the field to change. */
export interface Misfit {
  readonly field: string;
  readonly description: string;
}

/** Statuses whose answers have no body that could hold a page. */
const WITHOUT_BODY: readonly number[] = [204, 205, 304];

const PEOPLE: readonly OperationId[] = OPERATIONS.filter(({ kind }) => kind === 'users').map(({ id }) => id);
const WITH_BODY: readonly OperationId[] = OPERATIONS.filter(({ success }) => success.schema).map(({ id }) => id);

/** The operations of kinds that do not make sense for all. */
const ONLY_FOR: { readonly [Kind in FaultKind]?: readonly OperationId[] } = {
  empty_page: ['ListUsers'],
  expired_token: PEOPLE,
  slow_body: WITH_BODY,
  cut_body: WITH_BODY,
  broken_json: WITH_BODY,
};

/** What is wrong with a fault that its schema cannot tell; undefined where nothing is. */
export function misfitOf(fault: CreateFaultRequest): Misfit | undefined {
  const { kind, operation, first_call: first = 1, last_call: last } = fault;
  const only = ONLY_FOR[kind];
  if (only && operation !== '*' && !only.some((id) => id === operation)) {
    return { field: 'operation', description: `must be one of ${[...only, '*'].join(', ')} for ${kind}` };
  }
  if (typeof last === 'number' && last < first) {
    return { field: 'last_call', description: `must not be before first_call, which is ${first}` };
  }
  if (kind === 'html' && WITHOUT_BODY.includes(fault.status ?? 502)) {
    return { field: 'status', description: `must not be ${WITHOUT_BODY.join(', ')}: these have no body` };
  }
  if (kind === 'change_people' && !changesAnybody(fault)) {
    return { field: 'create', description: 'is missing, and so are suspend, reactivate and delete: name one of them' };
  }
  return undefined;
}

function changesAnybody({ create, suspend, reactivate, delete: gone }: CreateFaultRequest & { kind: 'change_people' }) {
  return [create, suspend, reactivate, gone].some((list) => list !== undefined && list.length > 0);
}
