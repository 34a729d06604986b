import {
  ACCOUNT_PERMISSIONS,
  ADMIN_PERMISSIONS,
  type AdminOperation,
  type AdminPermission,
  KEY_PERMISSIONS,
  PERMISSIONS_BY_ROLE,
} from '@rollcall/contract/admin';
import { type Administration, NOBODY, type Who } from './administration.ts';

/** Somebody who asks, with what the contract says of their kind. */
export interface Asking {
  readonly who: Who;
  readonly kind: 'nobody' | 'session' | 'key';
  readonly permissions: readonly AdminPermission[];
  /** The one account they are of; undefined: the deployment. */
  readonly accountId: string | undefined;
}

/** Every kind there is, all meant for one account. */
export const CALLER_KINDS = [
  'nobody',
  'a session that has ended',
  'a member who left the Security group',
  'a suspended owner',
  'a member of the Security group',
  'an administrator',
  'an owner',
  'an owner of another account',
  'an operator',
  'a key of the account with every permission',
  'a key of the account with every permission but the one',
  'a key of another account with every permission',
  'a key of the deployment with every permission',
  'a key of the deployment with every permission but the one',
  'a key that has expired',
  'a key that was deleted',
  'a client secret',
] as const;
export type CallerKind = (typeof CALLER_KINDS)[number];

const OF_ACCOUNT_KEY = KEY_PERMISSIONS.filter((permission) => permission in ACCOUNT_PERMISSIONS);

/** Where callers come from: two accounts of one deployment. */
export interface Accounts {
  readonly admin: Administration;
  readonly accountId: string;
  readonly otherId: string;
}

export async function askingAs(
  kind: CallerKind,
  { admin, accountId, otherId }: Accounts,
  { needs }: Pick<AdminOperation, 'needs'>,
): Promise<Asking> {
  const { service, storage } = admin;
  const nobody = (who: Who): Asking => ({ who, kind: 'nobody', permissions: [], accountId: undefined });
  const session = (who: Who, permissions: readonly AdminPermission[], of: string | undefined): Asking => {
    return { who, kind: 'session', permissions, accountId: of };
  };
  const key = async (of: string | undefined, permissions: readonly AdminPermission[]): Promise<Asking> => {
    return { who: await admin.key(of, permissions), kind: 'key', permissions, accountId: of };
  };
  const butTheOne = (permissions: readonly AdminPermission[]) => permissions.filter((each) => each !== needs);
  switch (kind) {
    case 'nobody':
      return nobody(NOBODY);
    case 'a session that has ended': {
      const browser = await admin.person(accountId, { role: 'owner' });
      await storage.endSessions(browser.principal, service.context());
      return nobody(browser);
    }
    case 'a member who left the Security group': {
      const browser = await admin.person(accountId, { securityGroup: true });
      await storage.updateUser(accountId, browser.id, { securityGroup: false }, service.context(), 'enforced');
      return nobody(browser);
    }
    case 'a suspended owner': {
      const browser = await admin.person(accountId, { role: 'owner' });
      await storage.suspendUser(accountId, browser.id, service.context());
      return nobody(browser);
    }
    case 'a member of the Security group':
      return session(await admin.person(accountId, { securityGroup: true }), PERMISSIONS_BY_ROLE.security, accountId);
    case 'an administrator': {
      const browser = await admin.person(accountId, { role: 'administrator' });
      return session(browser, PERMISSIONS_BY_ROLE.administrator, accountId);
    }
    case 'an owner':
      return session(await admin.person(accountId, { role: 'owner' }), PERMISSIONS_BY_ROLE.owner, accountId);
    case 'an owner of another account':
      return session(await admin.person(otherId, { role: 'owner' }), PERMISSIONS_BY_ROLE.owner, otherId);
    case 'an operator':
      return session(await admin.operator(), ADMIN_PERMISSIONS, undefined);
    case 'a key of the account with every permission':
      return key(accountId, OF_ACCOUNT_KEY);
    case 'a key of the account with every permission but the one':
      return key(accountId, butTheOne(OF_ACCOUNT_KEY));
    case 'a key of another account with every permission':
      return key(otherId, OF_ACCOUNT_KEY);
    case 'a key of the deployment with every permission':
      return key(undefined, KEY_PERMISSIONS);
    case 'a key of the deployment with every permission but the one':
      return key(undefined, butTheOne(KEY_PERMISSIONS));
    case 'a key that has expired':
      return nobody(await admin.key(accountId, OF_ACCOUNT_KEY, '2026-01-01T00:00:00Z'));
    case 'a key that was deleted': {
      const made = await admin.key(accountId, OF_ACCOUNT_KEY);
      await storage.deleteAdminKey(made.id, accountId, service.context());
      return nobody(made);
    }
    case 'a client secret': {
      const { clientSecret } = await service.client(accountId);
      return nobody({ headers: { authorization: `Bearer ${clientSecret}` } });
    }
  }
}
