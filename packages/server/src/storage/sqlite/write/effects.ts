import type { CredentialHash, Position, StoredApplication, UserJson } from '../../storage.ts';

/** A token as the store keeps it. */
export interface TokenRow {
  readonly clientId: string;
  /** Milliseconds since the Unix epoch. */
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/**
 * What a committed change means for the read model. Every effect carries the complete new value, or makes it forget the
 * old one, so that applying one twice, or after a read that saw it already, does no harm.
 */
export type Effect =
  | {
      readonly kind: 'user';
      readonly accountId: string;
      readonly userId: string;
      /** Undefined: gone. */
      readonly json: UserJson | undefined;
      readonly position: Position;
    }
  /** Its applications are read again: they carry its limits. */
  | { readonly kind: 'account'; readonly accountId: string }
  | { readonly kind: 'token'; readonly hash: CredentialHash; readonly token: TokenRow | undefined }
  /** All of an application are dead. */
  | { readonly kind: 'tokens'; readonly clientId: string }
  | { readonly kind: 'application'; readonly clientId: string; readonly application: StoredApplication | undefined };
