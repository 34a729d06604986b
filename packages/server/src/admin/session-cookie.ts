import { hashCredential } from '../domain/credentials.ts';
import type { Random } from '../domain/random.ts';
import type { CredentialHash } from '../storage/storage.ts';

/** `__Host-`: browsers take it over HTTPS only, and from no other host of the domain. */
export const SESSION_COOKIE = '__Host-rollcall-session';

const ATTRIBUTES = 'Path=/; Secure; HttpOnly';

/** What a browser holds that is signed in, and what is stored of it. */
export interface SessionSecret {
  /** 256 random bits, base64url. */
  readonly secret: string;
  readonly hash: CredentialHash;
}

export function newSessionSecret(random: Random): SessionSecret {
  const secret = Buffer.from(random.bytes(32)).toString('base64url');
  return { secret, hash: hashCredential(secret) };
}

/**
 * Whole Set-Cookie values. Strict: what another site leads to is not sent with it.
 * @param seconds until it ends
 */
export function sessionCookie(secret: string, seconds: number): string {
  return `${SESSION_COOKIE}=${secret}; Max-Age=${seconds}; ${ATTRIBUTES}; SameSite=Strict`;
}

export const NO_SESSION_COOKIE = sessionCookie('', 0);
