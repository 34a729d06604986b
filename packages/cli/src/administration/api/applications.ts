import type {
  Applications,
  ApplicationUsage,
  CreateApplicationRequest,
  CreatedApplication,
  UpdateApplicationRequest,
  Application as WireApplication,
} from '@rollcall/contract/admin';
import type { Application, ApplicationChanges } from '@rollcall/server';
import type { ApplicationAdministration, ApplicationUse, WantedApplication } from '../administration.ts';
import { noAccount } from '../require.ts';
import type { AdminApi } from './admin-api.ts';
import { applicationPaths } from './application-paths.ts';
import { orNotFound } from './or-not-found.ts';
import { apiSecrets, secretFromWire } from './secrets.ts';

export function apiApplications(ask: AdminApi): ApplicationAdministration {
  const paths = applicationPaths(ask);
  const { find, on } = paths;
  return {
    create: async (wanted) => {
      const params = { account: wanted.accountId };
      const asked = ask<CreatedApplication>({ operation: 'CreateApplication', params, body: toWire(wanted) });
      const { application, client_secret } = await orNotFound(asked, () => noAccount(wanted.accountId));
      return { application: fromWire(application), secret: client_secret };
    },
    list: async (accountId) => {
      const asked =
        accountId === undefined
          ? ask<Applications>({ operation: 'FindApplications' })
          : orNotFound(ask<Applications>({ operation: 'ListApplications', params: { account: accountId } }), () =>
              noAccount(accountId),
            );
      return (await asked).applications.map(fromWire);
    },
    get: async (clientId) => {
      const application = await find(clientId);
      return { application: fromWire(application), secrets: application.secrets.map(secretFromWire) };
    },
    use: async (clientId) => useOf(clientId, await on(clientId, { operation: 'GetApplicationUsage' })),
    update: async (clientId, changes) =>
      fromWire(await on<WireApplication>(clientId, { operation: 'UpdateApplication', body: changesToWire(changes) })),
    delete: (clientId) => on(clientId, { operation: 'DeleteApplication' }),
    ...apiSecrets(paths),
  };
}

function fromWire(application: WireApplication): Application {
  return {
    clientId: application.client_id,
    accountId: application.account_id,
    name: application.name,
    description: application.description,
    redirectUrl: application.redirect_url,
    scopes: application.scopes,
    requestsPerMinute: application.requests_per_minute,
    requestsPerHour: application.requests_per_hour,
    createTime: application.create_time,
  };
}

function toWire({ requestsPerMinute, requestsPerHour, ...wanted }: WantedApplication): CreateApplicationRequest {
  return {
    name: wanted.name,
    description: wanted.description,
    redirect_url: wanted.redirectUrl,
    scopes: [...wanted.scopes],
    ...(requestsPerMinute !== undefined && { requests_per_minute: requestsPerMinute }),
    ...(requestsPerHour !== undefined && { requests_per_hour: requestsPerHour }),
  };
}

/** A limit that is there and undefined is taken back: null on the wire. */
function changesToWire(changes: ApplicationChanges): UpdateApplicationRequest {
  const { name, description, redirectUrl, scopes } = changes;
  return {
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...(redirectUrl !== undefined && { redirect_url: redirectUrl }),
    ...(scopes !== undefined && { scopes: [...scopes] }),
    ...('requestsPerMinute' in changes && { requests_per_minute: changes.requestsPerMinute ?? null }),
    ...('requestsPerHour' in changes && { requests_per_hour: changes.requestsPerHour ?? null }),
  };
}

function useOf(clientId: string, { callers, secret_uses }: ApplicationUsage): ApplicationUse {
  const times = (each: { readonly first_time: string; readonly last_time: string }) => {
    return { clientId, firstAt: Date.parse(each.first_time), lastAt: Date.parse(each.last_time) };
  };
  return {
    calls: callers.map((caller) => ({
      ...times(caller),
      userAgent: caller.user_agent,
      apiVersion: caller.api_version,
      calls: caller.calls,
    })),
    secretUses: secret_uses.map((use) => ({
      ...times(use),
      secretId: use.secret_id,
      userAgent: use.user_agent,
      address: use.address,
      uses: use.uses,
    })),
  };
}
