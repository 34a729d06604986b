import type { AuditAction, AuditRecord } from '../domain/audit.ts';
import type { AdminKey, PrincipalId, SingleSignOn } from '../domain/principal.ts';
import { StorageConflict } from './storage.ts';

/** What is written down of what somebody did, or was given, to sign in. */
export function principalEntry(
  action: AuditAction,
  principal: PrincipalId,
  detail: AuditRecord['detail'] = {},
): AuditRecord {
  const person = principal.kind === 'person';
  return {
    action,
    outcome: 'success',
    reason: undefined,
    accountId: person ? principal.accountId : undefined,
    subject: person ? principal.userId : principal.operatorId,
    detail,
  };
}

export function adminKeyEntry(
  action: AuditAction,
  { id, accountId, label, permissions }: Pick<AdminKey, 'id' | 'accountId' | 'label'> & Partial<AdminKey>,
): AuditRecord {
  const detail = permissions === undefined ? { label } : { label, permissions: permissions.join(' ') };
  return { action, outcome: 'success', reason: undefined, accountId, subject: id, detail };
}

export function singleSignOnEntry(accountId: string, sso: SingleSignOn | undefined): AuditRecord {
  const detail: AuditRecord['detail'] =
    sso === undefined ? { state: 'off' } : { state: 'on', issuer: sso.issuer, client_id: sso.clientId };
  return {
    action: 'account.sso_updated',
    outcome: 'success',
    reason: undefined,
    accountId,
    subject: accountId,
    detail,
  };
}

/** What somebody is told whose passkey is known already. */
export function passkeyTaken(): StorageConflict {
  return new StorageConflict('passkey', 'This passkey is registered already. Sign in with it, or choose another one.');
}
