import type { AdminPermission } from '@rollcall/contract/admin';
import type { AdminServices, Caller } from './admin-call.ts';
import { principalPermissions } from './principal-permissions.ts';

/** Whether who began something long may still have it: sessions end, roles change, keys expire and are deleted. */
export async function isStillAllowed(
  { storage, clock }: AdminServices,
  caller: Caller,
  permission: AdminPermission,
): Promise<boolean> {
  const now = clock.now();
  if (caller.kind === 'session') {
    const found = await storage.findSession(caller.sessionHash, now);
    return found !== undefined && principalPermissions(found.principal).includes(permission);
  }
  // What a key may do never changes.
  const key = (await storage.listAdminKeys(caller.key.accountId)).find(({ id }) => id === caller.key.id);
  return key !== undefined && (key.expireTime === undefined || Date.parse(key.expireTime) > now);
}
