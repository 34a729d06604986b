import type { ChangeContext } from '../../domain/audit.ts';
import type {
  AdminKey,
  Operator,
  Passkey,
  Principal,
  PrincipalId,
  Session,
  SingleSignOn,
} from '../../domain/principal.ts';
import type {
  IdentityVerbs,
  KeyUse,
  NewAdminKey,
  NewInvite,
  NewPasskey,
  NewSession,
  SessionStart,
} from '../identity-verbs.ts';
import type { CredentialHash } from '../storage.ts';
import { PostgresApplications } from './postgres-applications.ts';
import * as reader from './read/identity-reader.ts';
import * as keys from './write/identities/admin-keys.ts';
import * as operators from './write/identities/operators.ts';
import * as passkeys from './write/identities/passkeys.ts';
import * as sessions from './write/identities/sessions.ts';
import { setSingleSignOn } from './write/identities/single-sign-on.ts';

/** Who signs in, and what they hold: asked of the database itself, never of a replica. */
export class PostgresIdentities extends PostgresApplications implements IdentityVerbs {
  async findPrincipal(id: PrincipalId): Promise<Principal | undefined> {
    return (await reader.findHolder(reader.asking(this.database), id))?.principal;
  }

  createOperator(operator: Omit<Operator, 'createTime'>, context: ChangeContext): Promise<Operator> {
    return operators.createOperator(this.database, operator, context);
  }

  listOperators(): Promise<readonly Operator[]> {
    return reader.listOperators(this.database);
  }

  deleteOperator(operatorId: string, context: ChangeContext): Promise<boolean> {
    return operators.deleteOperator(this.database, operatorId, context);
  }

  createInvite(invite: NewInvite, context: ChangeContext): Promise<boolean> {
    return passkeys.createInvite(this.database, invite, context);
  }

  async findInvite(hash: CredentialHash, now: number): Promise<Principal | undefined> {
    return (await reader.findInvited(reader.asking(this.database), hash, now))?.principal;
  }

  acceptInvite(
    hash: CredentialHash,
    passkey: NewPasskey,
    session: NewSession,
    context: ChangeContext,
  ): Promise<boolean> {
    return passkeys.acceptInvite(this.database, hash, passkey, session, context);
  }

  addPasskey(principal: PrincipalId, passkey: NewPasskey, context: ChangeContext): Promise<boolean> {
    return passkeys.addPasskey(this.database, principal, passkey, context);
  }

  findPasskey(
    credentialId: string,
  ): Promise<{ readonly passkey: Passkey; readonly principal: PrincipalId } | undefined> {
    return reader.findPasskey(this.database, credentialId);
  }

  listPasskeys(principal: PrincipalId): Promise<readonly Passkey[]> {
    return reader.listPasskeys(this.database, principal);
  }

  removePasskey(principal: PrincipalId, credentialId: string, context: ChangeContext): Promise<boolean> {
    return passkeys.removePasskey(this.database, principal, credentialId, context);
  }

  startSession(
    principal: PrincipalId,
    session: NewSession,
    more: SessionStart,
    context: ChangeContext,
  ): Promise<boolean> {
    return sessions.startSession(this.database, principal, session, more, context);
  }

  findSession(
    hash: CredentialHash,
    now: number,
  ): Promise<{ readonly session: Session; readonly principal: Principal } | undefined> {
    return reader.findSession(this.database, hash, now);
  }

  listSessions(principal: PrincipalId, now: number): Promise<readonly Session[]> {
    return reader.listSessions(this.database, principal, now);
  }

  endSession(principal: PrincipalId, sessionId: string, context: ChangeContext): Promise<boolean> {
    return sessions.endSession(this.database, principal, sessionId, context);
  }

  endSessions(principal: PrincipalId, context: ChangeContext): Promise<number> {
    return sessions.endSessions(this.database, principal, context);
  }

  spend(hash: CredentialHash, expiresAt: number): Promise<boolean> {
    return sessions.spend(this.database, hash, expiresAt);
  }

  createAdminKey(key: NewAdminKey, context: ChangeContext): Promise<boolean> {
    return keys.createAdminKey(this.database, key, context);
  }

  findAdminKey(hash: CredentialHash, now: number): Promise<AdminKey | undefined> {
    return reader.findAdminKey(this.database, hash, now);
  }

  listAdminKeys(accountId: string | undefined): Promise<readonly AdminKey[]> {
    return reader.listAdminKeys(this.database, accountId);
  }

  recordKeyUses(uses: readonly KeyUse[]): Promise<void> {
    return keys.recordKeyUses(this.database, uses);
  }

  deleteAdminKey(id: string, accountId: string | undefined, context: ChangeContext): Promise<boolean> {
    return keys.deleteAdminKey(this.database, id, accountId, context);
  }

  findSingleSignOn(accountId: string): Promise<SingleSignOn | undefined> {
    return reader.findSingleSignOn(this.database, accountId);
  }

  setSingleSignOn(accountId: string, sso: SingleSignOn | undefined, context: ChangeContext): Promise<boolean> {
    return setSingleSignOn(this.database, accountId, sso, context);
  }
}
