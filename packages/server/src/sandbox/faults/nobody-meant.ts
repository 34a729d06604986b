import type { CreateFaultRequest } from '@rollcall/contract/sandbox';
import { normaliseTimestamp } from '../../directory/timestamp.ts';
import type { Tenant } from '../tenant/tenant.ts';
import type { Misfit } from './misfit.ts';

const CHANGES = ['suspend', 'reactivate', 'delete'] as const;

/** What of a change of people cannot be: ids that nobody has, times there are not. */
export async function nobodyMeant(
  { storage, accountIds }: Tenant,
  fault: CreateFaultRequest,
): Promise<Misfit | undefined> {
  if (fault.kind !== 'change_people') return undefined;
  const { create = [] } = fault;
  const wrongTime = create.findIndex(({ create_time: time }) => time !== undefined && !normaliseTimestamp(time));
  if (wrongTime >= 0) {
    const description = 'must be a time there is, in the years 0001 to 9999';
    return { field: `create[${wrongTime}].create_time`, description };
  }
  const comes = new Set(create.map(({ id }) => id));
  for (const change of CHANGES) {
    for (const [index, id] of (fault[change] ?? []).entries()) {
      const found = [...accountIds].map((account) => storage.findPerson(account, id));
      if (comes.has(id) || (await Promise.all(found)).some(Boolean)) continue;
      return { field: `${change}[${index}]`, description: 'is the id of nobody in the account' };
    }
  }
  return undefined;
}
