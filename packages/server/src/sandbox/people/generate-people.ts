import type { ChangeContext } from '../../domain/audit.ts';
import type { ImportCounts } from '../../storage/import-session.ts';
import type { Storage } from '../../storage/storage.ts';
import { importPeople } from './import-people.ts';
import { type Crowd, makePeople } from './make-people.ts';
import { isOfKind } from './person-kinds.ts';

export interface Generation extends Omit<Crowd, 'ownerEvery'> {
  readonly storage: Pick<Storage, 'beginImport' | 'exportUsers'>;
  readonly context: ChangeContext;
}

/**
 * Adds people to an account. Whoever has one of their addresses already keeps everything but the name. One of them is an
 * owner where the account has none that is active, and nobody else.
 *
 * @throws ImportConflict where the account has no active owner and gets none
 */
export async function generatePeople({ storage, context, ...crowd }: Generation): Promise<ImportCounts> {
  const ownerEvery = (await hasOwner(storage, crowd.accountId)) ? undefined : Number.POSITIVE_INFINITY;
  return importPeople({
    storage,
    accountId: crowd.accountId,
    people: makePeople({ ...crowd, ownerEvery }),
    source: `${crowd.count} generated people, random seed ${crowd.randomSeed}`,
    context,
    made: ['id', 'state', 'createTime', 'role', 'externallyManaged', 'securityGroup'],
  });
}

async function hasOwner(storage: Pick<Storage, 'exportUsers'>, accountId: string): Promise<boolean> {
  for await (const person of storage.exportUsers(accountId)) if (isOfKind(person, 'owner')) return true;
  return false;
}
