import { QUOTAS } from '@rollcall/contract';
import type { AdminOperation } from '@rollcall/contract/admin';
import type { QuotaDecision } from '../domain/quota-window.ts';
import type { AdminServices, Caller } from './admin-call.ts';

/** Counts the request against the limits of who asks. Undefined where the operation has none. @throws StorageUnavailable */
export async function takeQuota(
  { quotas }: AdminServices,
  { family }: Pick<AdminOperation, 'family'>,
  caller: Caller,
): Promise<QuotaDecision | undefined> {
  if (family === undefined) return undefined;
  return await quotas.take(`${family} ${actorName(caller)}`, QUOTAS[family]);
}

/** Kind and id, told apart from everybody else's; ids of people are their account's. */
export function actorName(caller: Caller): string {
  const { kind, id } = actorOf(caller);
  return kind === 'person' ? `${kind} ${caller.accountId} ${id}` : `${kind} ${id}`;
}

/** Who acts, for the audit log and for the log. */
export function actorOf(caller: Caller): { readonly kind: 'person' | 'operator' | 'admin_key'; readonly id: string } {
  if (caller.kind === 'key') return { kind: 'admin_key', id: caller.key.id };
  const { principal } = caller;
  return principal.kind === 'person'
    ? { kind: 'person', id: principal.person.id }
    : { kind: 'operator', id: principal.operator.id };
}
