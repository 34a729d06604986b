import { ADMIN_PERMISSIONS, type AdminPermission, permissionsOf } from '@rollcall/contract/admin';
import type { Principal } from '../domain/principal.ts';

/** What somebody may do: a person in their account, an operator in all of them. */
export function principalPermissions(principal: Principal): readonly AdminPermission[] {
  return principal.kind === 'operator' ? ADMIN_PERMISSIONS : permissionsOf(principal.person);
}
