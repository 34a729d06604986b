import type { Application, Applications } from '@rollcall/contract/admin';
import { noApplication } from '../require.ts';
import type { AdminApi, AdminRequest } from './admin-api.ts';
import { orNotFound } from './or-not-found.ts';

/** Reaches applications by their client id alone: the paths name the account as well, which is asked for first. */
export interface ApplicationPaths {
  /** @throws Failure if there is no such application, like `on` */
  find(clientId: string): Promise<Application>;
  /** @param notFound what is said where the server knows nothing of what the request names */
  on<Answer = undefined>(clientId: string, request: AdminRequest, notFound?: () => never): Promise<Answer>;
}

export function applicationPaths(ask: AdminApi): ApplicationPaths {
  const find = async (clientId: string): Promise<Application> => {
    const query = { client_id: clientId };
    const { applications } = await ask<Applications>({ operation: 'FindApplications', query });
    return applications[0] ?? noApplication(clientId);
  };
  return {
    find,
    on: async (clientId, request, notFound = () => noApplication(clientId)) => {
      const { account_id: account } = await find(clientId);
      const params = { ...request.params, account, client: clientId };
      return orNotFound(ask({ ...request, params }), notFound);
    },
  };
}
