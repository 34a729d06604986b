import { type Account, type Person, ROLES } from './directory.ts';

/** Who signs in to the console: a person of an account, or an operator of the deployment. */
export type PrincipalId =
  | { readonly kind: 'person'; readonly accountId: string; readonly userId: string }
  | { readonly kind: 'operator'; readonly operatorId: string };

/** Who runs the deployment, and sees all accounts. */
export interface Operator {
  /** UUID in lower case. */
  readonly id: string;
  readonly name: string;
  /** RFC 3339, whole seconds, UTC. */
  readonly createTime: string;
}

/** A principal as they are now. */
export type Principal =
  | { readonly kind: 'person'; readonly account: Account; readonly person: Person }
  | { readonly kind: 'operator'; readonly operator: Operator };

export function principalIdOf(principal: Principal): PrincipalId {
  if (principal.kind === 'operator') return { kind: 'operator', operatorId: principal.operator.id };
  return { kind: 'person', accountId: principal.account.id, userId: principal.person.id };
}

/**
 * Whether they may sign in now: people with a role in the management of their account, and members of its Security
 * group, unless they are suspended. Pure, and asked inside the transaction that begins a session.
 */
export function maySignIn(principal: Principal): boolean {
  if (principal.kind === 'operator') return true;
  const { state, role, securityGroup } = principal.person;
  return state === 'ACTIVE' && (role !== 'member' || securityGroup);
}

/** Whether a change takes something from a person that their sessions stand on: what they had ends with it. */
export function losesRights(before: Person, after: Person): boolean {
  return (
    (before.state === 'ACTIVE' && after.state === 'SUSPENDED') ||
    ROLES.indexOf(after.role) > ROLES.indexOf(before.role) ||
    (before.securityGroup && !after.securityGroup)
  );
}

/** How somebody proved who they are. */
export const SIGN_IN_METHODS = ['passkey', 'invite', 'sso'] as const;
export type SignInMethod = (typeof SIGN_IN_METHODS)[number];

/** A public key somebody signs in with (WebAuthn). */
export interface Passkey {
  /** Credential id, base64url. */
  readonly id: string;
  /** COSE public key. */
  readonly publicKey: Uint8Array;
  /** Signature counter as last seen; 0 where the authenticator keeps none. */
  readonly counter: number;
  readonly transports: readonly string[];
  /** What its owner calls it. */
  readonly label: string;
  /** Whether it is kept in several devices. */
  readonly backedUp: boolean;
  /** RFC 3339, whole seconds, UTC. */
  readonly createTime: string;
  readonly lastUseTime: string | undefined;
}

/** Whether a passkey may be called so: 1023 bytes at the most (WebAuthn Level 3, section 5.8.3), in base64url. */
export function isPasskeyId(id: unknown): id is string {
  return typeof id === 'string' && /^[A-Za-z0-9_-]{1,1364}$/.test(id);
}

/** A browser that is signed in. */
export interface Session {
  /** Public, for lists: UUID. What the browser holds is another thing, and known by its hash only. */
  readonly id: string;
  readonly method: SignInMethod;
  /** Milliseconds since the Unix epoch: when they last proved who they are. */
  readonly authenticatedAt: number;
  readonly startedAt: number;
  /** 12 hours after the first sign-in at the most; authenticating anew does not move it. */
  readonly expiresAt: number;
  readonly userAgent: string | undefined;
  readonly address: string | undefined;
}

/** What automation acts with. */
export interface AdminKey {
  /** UUID in lower case. */
  readonly id: string;
  readonly label: string;
  /** Undefined: for the whole deployment. */
  readonly accountId: string | undefined;
  /** Permissions of `@rollcall/contract/admin`. At least one. */
  readonly permissions: readonly string[];
  /** RFC 3339, whole seconds, UTC. */
  readonly createTime: string;
  /** Undefined: until it is deleted. */
  readonly expireTime: string | undefined;
  readonly lastUseTime: string | undefined;
}

/** How people of an account sign in through its identity provider (OpenID Connect). */
export interface SingleSignOn {
  /** https URL. */
  readonly issuer: string;
  readonly clientId: string;
  /** Sealed: only the service reads it. Undefined: a public client, by PKCE alone. */
  readonly sealedClientSecret: string | undefined;
}
