import type { PrincipalId } from '../../domain/principal.ts';

/** Why somebody was not signed in. For the audit log: whoever tries is not told. */
export type SignInReason =
  | 'challenge_unknown'
  | 'challenge_expired'
  | 'challenge_used'
  | 'passkey_unknown'
  | 'passkey_not_verified'
  | 'somebody_else'
  | 'may_not_sign_in'
  | 'invite_dead'
  | 'sso_not_set_up'
  | 'sso_refused'
  | 'sso_not_verified'
  | 'email_not_verified'
  | 'person_unknown';

/** Nobody is signed in by this. */
export class SignInRefused extends Error {
  override readonly name = 'SignInRefused';
  readonly reason: SignInReason;
  /** Who they said they are, where that is known. */
  readonly principal: PrincipalId | undefined;
  /** Their account, where only that is known. */
  readonly accountId: string | undefined;

  constructor(
    reason: SignInReason,
    more: {
      readonly principal?: PrincipalId | undefined;
      readonly accountId?: string | undefined;
      readonly cause?: unknown;
    } = {},
  ) {
    super(`sign-in refused: ${reason}`, { cause: more.cause });
    this.reason = reason;
    this.principal = more.principal;
    this.accountId = more.principal?.kind === 'person' ? more.principal.accountId : more.accountId;
  }
}
