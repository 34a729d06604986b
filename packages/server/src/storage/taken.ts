import type { Person } from '../domain/directory.ts';
import { StorageConflict } from './storage.ts';

/** What somebody is told whose id somebody else has. */
export function idTaken({ id }: Person, accountId: string): StorageConflict {
  return new StorageConflict('id', `Somebody in the account ${accountId} has the id ${id} already. Choose another id.`);
}

/** What somebody is told whose address somebody else has. */
export function addressTaken({ email }: Person, accountId: string): StorageConflict {
  return new StorageConflict(
    'email',
    `${email} is the address of somebody else in the account ${accountId}. Addresses are compared without case; ` +
      'choose another.',
  );
}
