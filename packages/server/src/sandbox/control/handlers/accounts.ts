import type {
  CreateAccountRequest,
  SandboxAccount,
  SandboxDescription,
  UpdateAccountRequest,
} from '@rollcall/contract/sandbox';
import { packageVersion } from '../../../telemetry/package-version.ts';
import type { Homed } from '../../region/regions.ts';
import type { TenantSettings } from '../../tenant/tenant-origin.ts';
import type { ControlHandlers } from '../control-call.ts';
import { ControlRefusal } from '../control-refusal.ts';
import { clockOf } from './clock.ts';
import { openAccount } from './open-account.ts';

export const accountHandlers = {
  GetSandbox: ({ sandbox }) => {
    const { regions, ca, startTime, url } = sandbox;
    const [first] = regions.all;
    return {
      version: packageVersion(),
      start_time: startTime.toISOString(),
      control_url: url(),
      ...(ca && { ca }),
      regions: regions.all.map(({ name, baseUrl, hostName }) => ({
        name,
        base_url: baseUrl,
        ...(hostName && { host_name: hostName }),
      })),
      account: accountOf({ region: first, tenant: first.first }),
    } satisfies SandboxDescription;
  },
  ResetSandbox: async ({ sandbox }) => {
    await sandbox.regions.reset();
    return undefined;
  },
  CreateAccount: async ({ sandbox, body }) => {
    const request = body as CreateAccountRequest; // follows the schema
    return accountOf(await sandbox.regions.adding(() => openAccount(sandbox.regions, request)));
  },
  ListAccounts: ({ sandbox }) => ({
    accounts: sandbox.regions.all.flatMap((region) => region.tenants.map((tenant) => accountOf({ region, tenant }))),
  }),
  GetAccount: ({ homed }) => accountOf(homed()),
  UpdateAccount: async ({ homed, body }) => {
    const account = homed();
    const request = body as UpdateAccountRequest; // follows the schema
    await account.tenant.update((settings) => settingsFrom(request, settings));
    return accountOf(account);
  },
  DeleteAccount: async ({ homed }) => {
    const { region, tenant } = homed();
    if (tenant === region.first) {
      throw new ControlRefusal('failed_precondition', {
        sentence: 'The sandbox started with this account: it stays. Reset it instead.',
      });
    }
    await region.remove(tenant);
    return undefined;
  },
  ResetAccount: async ({ homed }) => {
    await homed().tenant.reset();
    return undefined;
  },
} as const satisfies ControlHandlers;

/** An account as it goes over the wire. */
function accountOf({ region, tenant }: Homed): SandboxAccount {
  const { credentials, settings, origin } = tenant;
  return {
    account_id: credentials.accountId,
    name: origin.name,
    region: region.name,
    base_url: region.baseUrl,
    client_id: credentials.clientId,
    client_secret: credentials.clientSecret,
    seeded: origin.seeded,
    limits: { per_minute: settings.limits.perMinute, per_hour: settings.limits.perHour },
    strict: settings.strict,
    api_versions: [...settings.apiVersions],
    clock: clockOf(tenant),
  };
}

/** What was asked for, and what stays. */
export function settingsFrom(
  { limits, strict, api_versions: apiVersions }: UpdateAccountRequest,
  before: TenantSettings,
): TenantSettings {
  const { perMinute, perHour } = before.limits;
  return {
    ...before,
    limits: { perMinute: limits?.per_minute ?? perMinute, perHour: limits?.per_hour ?? perHour },
    strict: strict ?? before.strict,
    apiVersions: apiVersions ?? before.apiVersions,
  };
}
