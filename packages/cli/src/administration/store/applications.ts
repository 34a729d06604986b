import type { Storage } from '@rollcall/server';
import { hashCredential, newClientSecret } from '@rollcall/server/domain/credentials';
import { systemRandom } from '@rollcall/server/domain/random';
import type { ApplicationAdministration } from '../administration.ts';
import { operatorContext } from '../operator.ts';
import { noAccount, noApplication, requireAccount } from '../require.ts';

export function storeApplications(storage: Storage): ApplicationAdministration {
  return {
    create: async (wanted) => {
      const secret = newClientSecret(systemRandom);
      const complete = { ...wanted, clientId: systemRandom.uuid(), secretHash: hashCredential(secret) };
      const application = await storage.createApplication(complete, operatorContext());
      return { application: application ?? noAccount(wanted.accountId), secret };
    },
    list: async (accountId) => {
      if (accountId !== undefined) await requireAccount(storage, accountId);
      return storage.listApplications(accountId);
    },
    get: async (clientId) => (await storage.findApplication(clientId)) ?? noApplication(clientId),
    calls: async (clientId) => storage.listCalls(clientId),
    update: async (clientId, changes) =>
      (await storage.updateApplication(clientId, changes, operatorContext())) ?? noApplication(clientId),
    delete: async (clientId) => {
      if (!(await storage.deleteApplication(clientId, operatorContext()))) noApplication(clientId);
    },
    rotateSecret: async (clientId) => {
      const secret = newClientSecret(systemRandom);
      const rotated = await storage.rotateSecret(clientId, hashCredential(secret), operatorContext());
      return rotated ? secret : noApplication(clientId);
    },
  };
}
