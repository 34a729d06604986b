import type {
  Accounts,
  CreateAccountRequest,
  UpdateAccountRequest,
  Account as WireAccount,
} from '@rollcall/contract/admin';
import type { AccountChanges } from '@rollcall/server';
import type { AccountAdministration, CountedAccount } from '../administration.ts';
import { noAccount } from '../require.ts';
import type { AdminApi } from './admin-api.ts';
import { orNotFound } from './or-not-found.ts';

export function apiAccounts(ask: AdminApi): AccountAdministration {
  return {
    create: async ({ id, name, provisioning }) => {
      const body: CreateAccountRequest = { name, provisioning, ...(id !== undefined && { id }) };
      return fromWire(await ask<WireAccount>({ operation: 'CreateAccount', body }));
    },
    list: async () => (await ask<Accounts>({ operation: 'ListAccounts' })).accounts.map(fromWire),
    get: async (accountId) => {
      const asked = ask<WireAccount>({ operation: 'GetAccount', params: { account: accountId } });
      return fromWire(await orNotFound(asked, () => noAccount(accountId)));
    },
    update: async (accountId, changes) => {
      const body = changesToWire(changes);
      const asked = ask<WireAccount>({ operation: 'UpdateAccount', params: { account: accountId }, body });
      return fromWire(await orNotFound(asked, () => noAccount(accountId)));
    },
  };
}

function fromWire(account: WireAccount): CountedAccount {
  return {
    id: account.id,
    name: account.name,
    provisioning: account.provisioning,
    requestsPerMinute: account.requests_per_minute,
    requestsPerHour: account.requests_per_hour,
    createTime: account.create_time,
    users: { active: account.active_people, suspended: account.suspended_people },
  };
}

/** A limit that is there and undefined is taken back: null on the wire. */
function changesToWire(changes: AccountChanges): UpdateAccountRequest {
  const { name, provisioning } = changes;
  return {
    ...(name !== undefined && { name }),
    ...(provisioning !== undefined && { provisioning }),
    ...('requestsPerMinute' in changes && { requests_per_minute: changes.requestsPerMinute ?? null }),
    ...('requestsPerHour' in changes && { requests_per_hour: changes.requestsPerHour ?? null }),
  };
}
