import type { ChangeContext } from '../../domain/audit.ts';
import type { PersonChanges } from '../../domain/person-change.ts';
import { StorageConflict } from '../../storage/storage.ts';
import { newPerson } from '../people/new-person.ts';
import { operatorContext } from '../people/operator-context.ts';
import type { Tenant } from '../tenant/tenant.ts';
import type { FaultOf } from './fault-book.ts';

/**
 * Somebody else is at work in the account: people come, are suspended, reactivated, and go, in this order. Whoever is
 * there already, or gone already, is passed over. No rule stands in the way.
 */
export async function changePeople(
  { storage, clock }: Tenant,
  accountId: string,
  { create = [], suspend = [], reactivate = [], delete: gone = [] }: FaultOf<'change_people'>,
): Promise<void> {
  const context = operatorContext(clock.now());
  const update = (id: string, changes: PersonChanges) => storage.updateUser(accountId, id, changes, context, 'waived');
  for (const given of create) await createUnlessThere(storage, accountId, given, context);
  for (const id of suspend) await update(id, { state: 'SUSPENDED' });
  for (const id of reactivate) await update(id, { state: 'ACTIVE' });
  for (const id of gone) await storage.deleteUser(accountId, id, context, 'waived');
}

async function createUnlessThere(
  storage: Tenant['storage'],
  accountId: string,
  given: Parameters<typeof newPerson>[1],
  context: ChangeContext,
): Promise<void> {
  const person = await newPerson({ storage, accountId, at: context.at }, given);
  try {
    await storage.createUser(accountId, person, context);
  } catch (error) {
    if (!(error instanceof StorageConflict)) throw error;
  }
}
