import type { Accounts, CreateAccountRequest, UpdateAccountRequest } from '@rollcall/contract/admin';
import type { Account } from '../../domain/directory.ts';
import { newResourceId } from '../../domain/resource-id.ts';
import type { AccountChanges } from '../../storage/account-verbs.ts';
import type { AdminCall, AdminHandlers } from '../admin-call.ts';
import { AdminRefusal } from '../admin-refusal.ts';
import { accountOnWire, accountsOnWire } from './account/account-on-wire.ts';

export const accountHandlers = {
  ListAccounts: async ({ services: { storage } }) => {
    const accounts = [...(await storage.listAccounts())].sort(byName);
    return { accounts: await accountsOnWire(storage, accounts) } satisfies Accounts;
  },
  CreateAccount: async ({ services: { storage, random }, body, context }) => {
    const { id, name, provisioning = 'manual' } = body as CreateAccountRequest; // follows the schema
    const account = await storage.createAccount({ id: id ?? newResourceId(random), name, provisioning }, context);
    return await accountOnWire(storage, account);
  },
  GetAccount: async (call) => {
    return await onWire(call, await call.services.storage.findAccount(accountOf(call)));
  },
  UpdateAccount: async (call) => {
    const changes = changesOf(call);
    return await onWire(call, await call.services.storage.updateAccount(accountOf(call), changes, call.context));
  },
} satisfies AdminHandlers;

/** What is sent; null takes the deployment's limit. @throws AdminRefusal permission_denied */
function changesOf(call: AdminCall): AccountChanges {
  const body = call.body as UpdateAccountRequest; // follows the schema
  const { name, provisioning, requests_per_minute: minute, requests_per_hour: hour } = body;
  if (name !== undefined || provisioning !== undefined) call.require('account.write');
  if (minute !== undefined || hour !== undefined) call.require('limits.write');
  return {
    ...(name !== undefined && { name }),
    ...(provisioning !== undefined && { provisioning }),
    ...(minute !== undefined && { requestsPerMinute: minute ?? undefined }),
    ...(hour !== undefined && { requestsPerHour: hour ?? undefined }),
  };
}

async function onWire({ services: { storage } }: AdminCall, account: Account | undefined) {
  if (account === undefined) throw new AdminRefusal('not_found');
  return await accountOnWire(storage, account);
}

function accountOf({ params: { account = '' } }: AdminCall): string {
  return account;
}

function byName(one: Account, other: Account): number {
  if (one.name !== other.name) return one.name < other.name ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}
