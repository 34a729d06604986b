import type { Application, Storage, StoredApplication } from '@rollcall/server';
import { systemRandom } from '@rollcall/server/domain/random';
import { FIRST_SECRET } from '@rollcall/server/domain/secret-labels';
import type { ApplicationAdministration } from '../administration.ts';
import { operatorContext } from '../operator.ts';
import { noAccount, noApplication, requireAccount } from '../require.ts';
import { newSecret, storeSecrets } from './secrets.ts';

export function storeApplications(storage: Storage): ApplicationAdministration {
  const existing = async (clientId: string) => (await storage.findApplication(clientId)) ?? noApplication(clientId);
  return {
    create: async (wanted) => {
      const { text, secret } = newSecret(FIRST_SECRET);
      const complete = { ...wanted, clientId: systemRandom.uuid(), secret };
      const application = await storage.createApplication(complete, operatorContext());
      return { application: application ?? noAccount(wanted.accountId), secret: text };
    },
    list: async (accountId) => {
      if (accountId !== undefined) await requireAccount(storage, accountId);
      return storage.listApplications(accountId);
    },
    get: async (clientId) => ({
      application: withoutSecrets(await existing(clientId)),
      secrets: await storage.listSecrets(clientId),
    }),
    use: async (clientId) => {
      await existing(clientId);
      return { calls: await storage.listCalls(clientId), secretUses: await storage.listSecretUses(clientId) };
    },
    update: async (clientId, changes) =>
      (await storage.updateApplication(clientId, changes, operatorContext())) ?? noApplication(clientId),
    delete: async (clientId) => {
      if (!(await storage.deleteApplication(clientId, operatorContext()))) noApplication(clientId);
    },
    ...storeSecrets(storage),
  };
}

/** Without what calls are held against. */
function withoutSecrets({ secrets, accountLimits, ...application }: StoredApplication): Application {
  return application;
}
