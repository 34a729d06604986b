import { RESOURCE_ID_PATTERN } from '@rollcall/contract';
import {
  type AdminOperation,
  type AdminPermission,
  DEPLOYMENT_PERMISSIONS,
  FRESH_SECONDS,
} from '@rollcall/contract/admin';
import type { AdminServices, Caller } from './admin-call.ts';
import { AdminRefusal } from './admin-refusal.ts';

const ACCOUNT_ID = new RegExp(RESOURCE_ID_PATTERN);

/**
 * Whether the caller may carry the operation out: the account first, because what is not theirs does not exist for them;
 * then the permission; then how long ago they proved who they are.
 * @param accountId of the path
 * @throws AdminRefusal not_found, permission_denied or reauthentication_required
 */
export async function authorise(
  services: AdminServices,
  { needs, fresh }: Pick<AdminOperation, 'needs' | 'fresh'>,
  caller: Caller,
  accountId: string | undefined,
): Promise<void> {
  if (accountId !== undefined && !(await sees(services, caller, accountId))) throw new AdminRefusal('not_found');
  if (needs !== 'session' && needs !== 'nothing') requirePermission(caller, needs);
  if (fresh) requireFresh(services, caller);
}

async function sees({ storage }: AdminServices, caller: Caller, accountId: string): Promise<boolean> {
  if (caller.accountId !== undefined) return caller.accountId === accountId;
  return ACCOUNT_ID.test(accountId) && (await storage.findAccount(accountId)) !== undefined;
}

/** @throws AdminRefusal permission_denied */
export function requirePermission(caller: Caller, permission: AdminPermission): void {
  if (caller.permissions.has(permission)) return;
  const sentence = sentenceOnLack(caller, permission);
  throw new AdminRefusal('permission_denied', sentence === undefined ? {} : { sentence });
}

/** What a key lacks, and the way out; undefined for people, whose role says it. */
export function sentenceOnLack({ kind, accountId }: Caller, permission: AdminPermission): string | undefined {
  if (kind === 'session') return undefined;
  const wayOut =
    accountId !== undefined && permission in DEPLOYMENT_PERMISSIONS
      ? 'It is for one account: ask about that account, or create a key of the whole deployment that has it.'
      : 'Create a key that has it.';
  return `This admin key lacks the permission ${permission}. ${wayOut}`;
}

/** Keys pass: they prove who they are with each request. @throws AdminRefusal reauthentication_required */
export function requireFresh({ clock }: AdminServices, caller: Caller): void {
  if (caller.kind === 'key') return;
  if (clock.now() - caller.session.authenticatedAt <= FRESH_SECONDS * 1000) return;
  throw new AdminRefusal('reauthentication_required');
}
