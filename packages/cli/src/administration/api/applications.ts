import type {
  Applications,
  ApplicationUsage,
  CreateApplicationRequest,
  CreatedApplication,
  CreatedSecret,
  UpdateApplicationRequest,
  Application as WireApplication,
} from '@rollcall/contract/admin';
import type { Application, ApplicationChanges, CallRecord } from '@rollcall/server';
import type { ApplicationAdministration, WantedApplication } from '../administration.ts';
import { noAccount, noApplication } from '../require.ts';
import type { AdminApi, AdminRequest } from './admin-api.ts';
import { orNotFound } from './or-not-found.ts';

export function apiApplications(ask: AdminApi): ApplicationAdministration {
  const find = async (clientId: string): Promise<WireApplication> => {
    const query = { client_id: clientId };
    const { applications } = await ask<Applications>({ operation: 'FindApplications', query });
    return applications[0] ?? noApplication(clientId);
  };
  /** The paths name the account as well, which is asked for first. */
  const on = async <Answer = undefined>(clientId: string, request: Omit<AdminRequest, 'params'>): Promise<Answer> => {
    const { account_id: account } = await find(clientId);
    const asked = ask<Answer>({ ...request, params: { account, client: clientId } });
    return orNotFound(asked, () => noApplication(clientId));
  };
  return {
    create: async (wanted) => {
      const request = {
        operation: 'CreateApplication',
        params: { account: wanted.accountId },
        body: toWire(wanted),
      } as const;
      const asked = ask<CreatedApplication>(request);
      const { application, client_secret } = await orNotFound(asked, () => noAccount(wanted.accountId));
      return { application: fromWire(application), secret: client_secret };
    },
    list: async (accountId) => {
      if (accountId === undefined)
        return (await ask<Applications>({ operation: 'FindApplications' })).applications.map(fromWire);
      const asked = ask<Applications>({ operation: 'ListApplications', params: { account: accountId } });
      return (await orNotFound(asked, () => noAccount(accountId))).applications.map(fromWire);
    },
    get: async (clientId) => fromWire(await find(clientId)),
    calls: async (clientId) => callsIn(clientId, await on(clientId, { operation: 'GetApplicationUsage' })),
    update: async (clientId, changes) =>
      fromWire(await on<WireApplication>(clientId, { operation: 'UpdateApplication', body: changesToWire(changes) })),
    delete: (clientId) => on(clientId, { operation: 'DeleteApplication' }),
    rotateSecret: async (clientId) =>
      (await on<CreatedSecret>(clientId, { operation: 'RotateSecret', body: {} })).client_secret,
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

function callsIn(clientId: string, { callers }: ApplicationUsage): readonly CallRecord[] {
  return callers.map((caller) => ({
    clientId,
    userAgent: caller.user_agent,
    apiVersion: caller.api_version,
    calls: caller.calls,
    firstAt: Date.parse(caller.first_time),
    lastAt: Date.parse(caller.last_time),
  }));
}
