import type { Account as WireAccount } from '@rollcall/contract/admin';
import type { Account } from '../../../domain/directory.ts';
import type { Storage } from '../../../storage/storage.ts';

/** Accounts that are looked into at once: a listing of many must not crowd out the requests of others. */
const AT_ONCE = 20;

/** Accounts with what is in them, in the order given. */
export async function accountsOnWire(storage: Storage, accounts: readonly Account[]): Promise<WireAccount[]> {
  const found: WireAccount[] = [];
  for (let start = 0; start < accounts.length; start += AT_ONCE) {
    const some = accounts.slice(start, start + AT_ONCE);
    found.push(...(await Promise.all(some.map((account) => accountOnWire(storage, account)))));
  }
  return found;
}

export async function accountOnWire(storage: Storage, account: Account): Promise<WireAccount> {
  const { id, name, provisioning, requestsPerMinute, requestsPerHour, createTime } = account;
  const [people, applications, sso] = await Promise.all([
    storage.countUsers(id),
    storage.listApplications(id),
    storage.findSingleSignOn(id),
  ]);
  return {
    id,
    name,
    provisioning,
    ...(requestsPerMinute !== undefined && { requests_per_minute: requestsPerMinute }),
    ...(requestsPerHour !== undefined && { requests_per_hour: requestsPerHour }),
    create_time: createTime,
    active_people: people.active,
    suspended_people: people.suspended,
    applications: applications.length,
    sso: sso !== undefined,
  };
}
