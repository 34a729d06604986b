import type { Account, Storage } from '@rollcall/server';
import { systemRandom } from '@rollcall/server/domain/random';
import { newResourceId } from '@rollcall/server/domain/resource-id';
import type { AccountAdministration, CountedAccount } from '../administration.ts';
import { operatorContext } from '../operator.ts';
import { noAccount, requireAccount } from '../require.ts';

export function storeAccounts(storage: Storage): AccountAdministration {
  const counted = async (account: Account): Promise<CountedAccount> => ({
    ...account,
    users: await storage.countUsers(account.id),
  });
  return {
    create: async ({ id = newResourceId(systemRandom), ...account }) =>
      counted(await storage.createAccount({ id, ...account }, operatorContext())),
    list: async () => Promise.all((await storage.listAccounts()).map(counted)),
    get: async (accountId) => counted(await requireAccount(storage, accountId)),
    update: async (accountId, changes) =>
      counted((await storage.updateAccount(accountId, changes, operatorContext())) ?? noAccount(accountId)),
  };
}
