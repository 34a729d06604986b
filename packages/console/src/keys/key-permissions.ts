import { ACCOUNT_PERMISSIONS, type AccountPermission } from '@rollcall/contract/admin';

/** What a key of an account may be given: all but to make others. */
export type KeyPermission = Exclude<AccountPermission, 'keys.write'>;

export const KEY_PERMISSIONS: readonly KeyPermission[] = Object.keys(ACCOUNT_PERMISSIONS).filter(isKeyPermission);

export function isKeyPermission(permission: string): permission is KeyPermission {
  return Object.hasOwn(ACCOUNT_PERMISSIONS, permission) && permission !== 'keys.write';
}
