import type { ChangeContext } from '../domain/audit.ts';
import type {
  AdminKey,
  Operator,
  Passkey,
  Principal,
  PrincipalId,
  Session,
  SingleSignOn,
} from '../domain/principal.ts';
import type { Awaitable, CredentialHash } from './storage.ts';

export interface NewSession extends Session {
  readonly hash: CredentialHash;
}

export type NewPasskey = Omit<Passkey, 'createTime' | 'lastUseTime'>;

export interface NewInvite {
  readonly hash: CredentialHash;
  readonly principal: PrincipalId;
  /** Milliseconds since the Unix epoch. */
  readonly expiresAt: number;
}

/** What a session begins with. */
export interface SessionStart {
  /** The session it follows in the same browser. */
  readonly replaces?: CredentialHash | undefined;
  /** The passkey that was used, with its counter as it is now. */
  readonly passkey?: { readonly id: string; readonly counter: number } | undefined;
}

export interface NewAdminKey extends Omit<AdminKey, 'createTime' | 'lastUseTime'> {
  readonly hash: CredentialHash;
}

export interface KeyUse {
  readonly id: string;
  /** Milliseconds since the Unix epoch. */
  readonly lastAt: number;
}

/**
 * Who signs in, and what they hold. Who may is `maySignIn`. A session lives only as long as that: whoever is suspended,
 * removed, or `losesRights` has none left in the same transaction, by an import too, and gets none back when that is
 * undone. What is removed with a person: sessions, passkeys, invitations. Times are those of the context.
 */
export interface IdentityVerbs {
  /** The principal as they are now, suspended people included; undefined if there is no such one. */
  findPrincipal(id: PrincipalId): Awaitable<Principal | undefined>;

  /** Audited as `operator.created`. */
  createOperator(operator: Omit<Operator, 'createTime'>, context: ChangeContext): Promise<Operator>;
  listOperators(): Awaitable<readonly Operator[]>;
  /** With all they hold. False if there is no such operator. Audited as `operator.deleted`. */
  deleteOperator(operatorId: string, context: ChangeContext): Promise<boolean>;

  /** A link to register the first passkey, or another one. False if there is no such principal. Audited as `invite.created`. */
  createInvite(invite: NewInvite, context: ChangeContext): Promise<boolean>;
  /** Whose invite it is, if it lives at `now` (ms), was not used, and its principal may sign in. */
  findInvite(hash: CredentialHash, now: number): Awaitable<Principal | undefined>;
  /**
   * Uses the invite up, keeps the passkey and starts the session: all or nothing. False if the invite is dead meanwhile.
   * Audited as `passkey.added` and `session.started`.
   * @throws StorageConflict naming `passkey` if the passkey is known already
   */
  acceptInvite(
    hash: CredentialHash,
    passkey: NewPasskey,
    session: NewSession,
    context: ChangeContext,
  ): Promise<boolean>;

  /** Audited as `passkey.added`. False if the principal may not sign in now. @throws StorageConflict like `acceptInvite` */
  addPasskey(principal: PrincipalId, passkey: NewPasskey, context: ChangeContext): Promise<boolean>;
  findPasskey(
    credentialId: string,
  ): Awaitable<{ readonly passkey: Passkey; readonly principal: PrincipalId } | undefined>;
  /** Oldest first. */
  listPasskeys(principal: PrincipalId): Awaitable<readonly Passkey[]>;
  /** False if the principal has no such passkey. Audited as `passkey.removed`. */
  removePasskey(principal: PrincipalId, credentialId: string, context: ChangeContext): Promise<boolean>;

  /**
   * Starts a session, ends the one it follows (`replaces`), and notes the use of a passkey where one was used.
   * False if the principal may not sign in now, or the passkey is not theirs any more. Audited as `session.started`,
   * unless it replaces a living one of the same principal: then as `session.renewed`.
   */
  startSession(
    principal: PrincipalId,
    session: NewSession,
    more: SessionStart,
    context: ChangeContext,
  ): Promise<boolean>;
  /** The session if it lives at `now` (ms), with its principal as they are now. For every request of the console. */
  findSession(
    hash: CredentialHash,
    now: number,
  ): Awaitable<{ readonly session: Session; readonly principal: Principal } | undefined>;
  /** The living ones, newest first. */
  listSessions(principal: PrincipalId, now: number): Awaitable<readonly Session[]>;
  /** Ends one of the principal's own. False if there is no such session. Audited as `session.ended`. */
  endSession(principal: PrincipalId, sessionId: string, context: ChangeContext): Promise<boolean>;
  /** Ends all of them. How many. Audited as `session.ended` where there was one. */
  endSessions(principal: PrincipalId, context: ChangeContext): Promise<number>;

  /** Marks something as used that is good once: a challenge. False if it was marked before. Forgotten after `expiresAt` (ms). */
  spend(hash: CredentialHash, expiresAt: number): Promise<boolean>;

  /** False if there is no such account. Audited as `admin_key.created`. */
  createAdminKey(key: NewAdminKey, context: ChangeContext): Promise<boolean>;
  /** The key if it lives at `now` (ms). */
  findAdminKey(hash: CredentialHash, now: number): Awaitable<AdminKey | undefined>;
  /** Of the account, or those of the deployment where it is undefined. Oldest first. */
  listAdminKeys(accountId: string | undefined): Awaitable<readonly AdminKey[]>;
  /** Notes that keys were used. */
  recordKeyUses(uses: readonly KeyUse[]): Promise<void>;
  /** False if the account (undefined: the deployment) has no such key. Audited as `admin_key.deleted`. */
  deleteAdminKey(id: string, accountId: string | undefined, context: ChangeContext): Promise<boolean>;

  findSingleSignOn(accountId: string): Awaitable<SingleSignOn | undefined>;
  /** Undefined switches it off. False if there is no such account. Audited as `account.sso_updated`. */
  setSingleSignOn(accountId: string, sso: SingleSignOn | undefined, context: ChangeContext): Promise<boolean>;
}
