import type { UsersOperation } from '@rollcall/contract';
import { Refusal } from '../domain/refusal.ts';
import type { StoredToken } from '../storage/storage.ts';

/**
 * Whether the principal may call the operation on the account: the account first, because another account's things
 * do not exist for it; then the scope, as the application has it now.
 * @throws Refusal account_not_found or insufficient_scope
 */
export function authorise(operation: UsersOperation, principal: StoredToken, accountId: string): void {
  const { application } = principal;
  if (application.accountId !== accountId) throw new Refusal('account_not_found');
  if (!application.scopes.includes(operation.scope)) {
    throw new Refusal('insufficient_scope', { metadata: { scope: operation.scope } });
  }
}
