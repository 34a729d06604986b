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
import * as identities from './read/identity-reader.ts';
import { SqliteApplications } from './sqlite-applications.ts';

/** Rows removed in one go, of each kind: a sweep shares the writer with everyone else. */
const SWEEP_CHUNK = 1000;

/** Who signs in, and what they hold. */
export class SqliteIdentities extends SqliteApplications implements IdentityVerbs {
  findPrincipal(id: PrincipalId): Principal | undefined {
    return this.read(({ database }) => identities.findHolder(database, id)?.principal);
  }

  createOperator(operator: Omit<Operator, 'createTime'>, context: ChangeContext): Promise<Operator> {
    return this.parts.queue.submit('createOperator', { operator, context });
  }

  listOperators(): readonly Operator[] {
    return this.read(({ database }) => identities.listOperators(database));
  }

  deleteOperator(operatorId: string, context: ChangeContext): Promise<boolean> {
    return this.parts.queue.submit('deleteOperator', { operatorId, context });
  }

  createInvite(invite: NewInvite, context: ChangeContext): Promise<boolean> {
    return this.parts.queue.submit('createInvite', { invite, context });
  }

  findInvite(hash: CredentialHash, now: number): Principal | undefined {
    return this.read(({ database }) => identities.findInvited(database, hash, now)?.principal);
  }

  acceptInvite(
    hash: CredentialHash,
    passkey: NewPasskey,
    session: NewSession,
    context: ChangeContext,
  ): Promise<boolean> {
    return this.parts.queue.submit('acceptInvite', { hash, passkey, session, context });
  }

  addPasskey(principal: PrincipalId, passkey: NewPasskey, context: ChangeContext): Promise<boolean> {
    return this.parts.queue.submit('addPasskey', { principal, passkey, context });
  }

  findPasskey(credentialId: string): { readonly passkey: Passkey; readonly principal: PrincipalId } | undefined {
    return this.read(({ database }) => identities.findPasskey(database, credentialId));
  }

  listPasskeys(principal: PrincipalId): readonly Passkey[] {
    return this.read(({ database }) => identities.listPasskeys(database, principal));
  }

  removePasskey(principal: PrincipalId, credentialId: string, context: ChangeContext): Promise<boolean> {
    return this.parts.queue.submit('removePasskey', { principal, credentialId, context });
  }

  startSession(
    principal: PrincipalId,
    session: NewSession,
    more: SessionStart,
    context: ChangeContext,
  ): Promise<boolean> {
    return this.parts.queue.submit('startSession', { principal, session, more, context });
  }

  findSession(
    hash: CredentialHash,
    now: number,
  ): { readonly session: Session; readonly principal: Principal } | undefined {
    return this.read(({ database }) => identities.findSession(database, hash, now));
  }

  listSessions(principal: PrincipalId, now: number): readonly Session[] {
    return this.read(({ database }) => identities.listSessions(database, principal, now));
  }

  endSession(principal: PrincipalId, sessionId: string, context: ChangeContext): Promise<boolean> {
    return this.parts.queue.submit('endSession', { principal, sessionId, context });
  }

  endSessions(principal: PrincipalId, context: ChangeContext): Promise<number> {
    return this.parts.queue.submit('endSessions', { principal, context });
  }

  spend(hash: CredentialHash, expiresAt: number): Promise<boolean> {
    return this.parts.queue.submit('spend', { hash, expiresAt });
  }

  createAdminKey(key: NewAdminKey, context: ChangeContext): Promise<boolean> {
    return this.parts.queue.submit('createAdminKey', { key, context });
  }

  findAdminKey(hash: CredentialHash, now: number): AdminKey | undefined {
    return this.read(({ database }) => identities.findAdminKey(database, hash, now));
  }

  listAdminKeys(accountId: string | undefined): readonly AdminKey[] {
    return this.read(({ database }) => identities.listAdminKeys(database, accountId));
  }

  async recordKeyUses(uses: readonly KeyUse[]): Promise<void> {
    if (uses.length > 0) await this.parts.queue.submit('recordKeyUses', { uses });
  }

  deleteAdminKey(id: string, accountId: string | undefined, context: ChangeContext): Promise<boolean> {
    return this.parts.queue.submit('deleteAdminKey', { id, accountId, context });
  }

  findSingleSignOn(accountId: string): SingleSignOn | undefined {
    return this.read(({ database }) => identities.findSingleSignOn(database, accountId));
  }

  setSingleSignOn(accountId: string, sso: SingleSignOn | undefined, context: ChangeContext): Promise<boolean> {
    return this.parts.queue.submit('setSingleSignOn', { accountId, sso, context });
  }

  /** Removes what expired before. @param now milliseconds since the Unix epoch */
  protected async sweepSignIns(now: number): Promise<void> {
    for (let removed = SWEEP_CHUNK; removed >= SWEEP_CHUNK; ) {
      removed = await this.parts.queue.submit('sweepSignIns', { before: now, limit: SWEEP_CHUNK });
    }
  }
}
