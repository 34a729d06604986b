import {
  ACCOUNT_PERMISSIONS,
  type AdminKeys,
  type AdminPermission,
  type CreateAdminKeyRequest,
  type CreatedAdminKey,
  KEY_PERMISSIONS,
  type AdminKey as WireKey,
} from '@rollcall/contract/admin';
import { toTimestamp } from '../../domain/clock.ts';
import { hashCredential, newAdminKey } from '../../domain/credentials.ts';
import type { AdminKey } from '../../domain/principal.ts';
import type { AdminCall, AdminHandlers } from '../admin-call.ts';
import { AdminRefusal } from '../admin-refusal.ts';

export const keyHandlers = {
  ListKeys: async ({ services: { storage }, params }) => {
    return { keys: (await storage.listAdminKeys(params.account)).map(keyOnWire) } satisfies AdminKeys;
  },
  CreateKey: async (call) => {
    const { storage, random, clock } = call.services;
    const { label, permissions, expire_time } = call.body as CreateAdminKeyRequest; // follows the schema
    refuseBeyondOwn(call, permissions);
    const key = {
      id: random.uuid(),
      label,
      accountId: call.params.account,
      permissions,
      createTime: toTimestamp(call.context.at),
      expireTime: expire_time === undefined ? undefined : endOf(expire_time, clock.now()),
      lastUseTime: undefined,
    };
    const text = newAdminKey(random);
    if (!(await storage.createAdminKey({ ...key, hash: hashCredential(text) }, call.context))) {
      throw new AdminRefusal('not_found');
    }
    return { key: keyOnWire(key), admin_key: text } satisfies CreatedAdminKey;
  },
  DeleteKey: async ({ services: { storage }, params: { account, key = '' }, context }) => {
    if (!(await storage.deleteAdminKey(key, account, context))) throw new AdminRefusal('not_found');
    return undefined;
  },
} satisfies AdminHandlers;

/** A key does nothing that whoever makes it may not do, and nothing beyond its account. */
function refuseBeyondOwn({ caller }: AdminCall, permissions: readonly AdminPermission[]): void {
  const violations = [...permissions.entries()].flatMap(([index, permission]) => {
    const field = `permissions[${index}]`;
    if (!(permission in ACCOUNT_PERMISSIONS)) return [{ field, description: 'is for keys of the whole deployment' }];
    return caller?.permissions.has(permission) ? [] : [{ field, description: 'is more than you may do yourself' }];
  });
  const [first] = violations;
  if (first === undefined) return;
  throw new AdminRefusal('invalid_argument', { violations, sentence: `${first.field} ${first.description}.` });
}

/** RFC 3339, whole seconds, UTC. @throws AdminRefusal invalid_argument where it is over */
function endOf(text: string, now: number): string {
  const end = toTimestamp(Date.parse(text));
  if (Date.parse(end) > now) return end;
  const violations = [{ field: 'expire_time', description: 'must be in the future' }];
  throw new AdminRefusal('invalid_argument', { violations, sentence: 'expire_time must be in the future.' });
}

function keyOnWire({ id, label, accountId, permissions, createTime, expireTime, lastUseTime }: AdminKey): WireKey {
  return {
    id,
    label,
    ...(accountId !== undefined && { account_id: accountId }),
    permissions: KEY_PERMISSIONS.filter((permission) => permissions.includes(permission)),
    create_time: createTime,
    ...(expireTime !== undefined && { expire_time: expireTime }),
    ...(lastUseTime !== undefined && { last_use_time: lastUseTime }),
  };
}
