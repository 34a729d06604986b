import type {
  Application,
  Applications,
  CreateApplicationRequest,
  CreatedApplication,
  FindApplicationsQuery,
  UpdateApplicationRequest,
} from '@rollcall/contract/admin';
import { newClientSecret } from '../../domain/credentials.ts';
import type { Application as DomainApplication } from '../../domain/directory.ts';
import { firstSecret } from '../../storage/first-secret.ts';
import type { ApplicationChanges } from '../../storage/storage.ts';
import type { AdminCall, AdminHandlers } from '../admin-call.ts';
import { AdminRefusal } from '../admin-refusal.ts';
import { applicationOnWire } from './application/application-on-wire.ts';
import { accountOf, clientOf, foundApplication, noApplication } from './application/found-application.ts';
import { secretHandlers } from './application/secrets.ts';
import { usageHandlers } from './application/usage.ts';

const ALPHABET = new Intl.Collator('en');

export const applicationHandlers = {
  ListApplications: async (call) => {
    return inOrder(call, await call.services.storage.listApplications(accountOf(call)));
  },
  FindApplications: async (call) => {
    const { client_id } = call.query as FindApplicationsQuery; // follows the schema
    const accountId = call.caller?.accountId;
    if (client_id === undefined) return inOrder(call, await call.services.storage.listApplications(accountId));
    const found = await call.services.storage.findApplication(client_id.toLowerCase());
    const visible = found !== undefined && (accountId === undefined || accountId === found.accountId);
    return inOrder(call, visible ? [found] : []);
  },
  CreateApplication: async (call) => {
    requireForLimits(call);
    return create(call);
  },
  GetApplication: async (call) => withSecrets(call, await foundApplication(call)),
  UpdateApplication: async (call) => {
    requireForLimits(call);
    await foundApplication(call);
    const changed = await call.services.storage.updateApplication(clientOf(call), changes(call), call.context);
    if (changed === undefined) throw noApplication(call);
    return withSecrets(call, changed);
  },
  DeleteApplication: async (call) => {
    await foundApplication(call);
    if (!(await call.services.storage.deleteApplication(clientOf(call), call.context))) throw noApplication(call);
    return undefined;
  },
  ...secretHandlers,
  ...usageHandlers,
} as const satisfies AdminHandlers;

/** Whoever manages applications does not thereby lift what the deployment allows them. */
function requireForLimits(call: AdminCall): void {
  const { requests_per_minute, requests_per_hour } = call.body as UpdateApplicationRequest; // follows the schema
  if (requests_per_minute !== undefined || requests_per_hour !== undefined) call.require('limits.write');
}

async function create(call: AdminCall): Promise<CreatedApplication> {
  const { storage, random } = call.services;
  const body = call.body as CreateApplicationRequest; // follows the schema
  const clientSecret = newClientSecret(random);
  const application = await storage.createApplication(
    {
      clientId: random.uuid(),
      accountId: accountOf(call),
      name: body.name,
      description: body.description ?? '',
      redirectUrl: body.redirect_url,
      scopes: body.scopes,
      requestsPerMinute: body.requests_per_minute,
      requestsPerHour: body.requests_per_hour,
      secret: firstSecret(random, clientSecret),
    },
    call.context,
  );
  if (application === undefined) throw new AdminRefusal('not_found');
  return { application: await withSecrets(call, application), client_secret: clientSecret };
}

/** What is sent; null takes the limit of the next level. */
function changes(call: AdminCall): ApplicationChanges {
  const body = call.body as UpdateApplicationRequest; // follows the schema
  const { name, description, redirect_url, scopes, requests_per_minute, requests_per_hour } = body;
  return {
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...(redirect_url !== undefined && { redirectUrl: redirect_url }),
    ...(scopes !== undefined && { scopes }),
    ...(requests_per_minute !== undefined && { requestsPerMinute: requests_per_minute ?? undefined }),
    ...(requests_per_hour !== undefined && { requestsPerHour: requests_per_hour ?? undefined }),
  };
}

async function inOrder(call: AdminCall, found: readonly DomainApplication[]): Promise<Applications> {
  const secrets = await call.services.storage.listSecretsOf(found.map(({ clientId }) => clientId));
  const applications = found.map((each) => applicationOnWire(each, secrets.get(each.clientId) ?? []));
  return { applications: applications.toSorted(byName) };
}

async function withSecrets({ services }: AdminCall, application: DomainApplication): Promise<Application> {
  return applicationOnWire(application, await services.storage.listSecrets(application.clientId));
}

function byName(one: Application, other: Application): number {
  return ALPHABET.compare(one.name, other.name) || (one.client_id < other.client_id ? -1 : 1);
}
