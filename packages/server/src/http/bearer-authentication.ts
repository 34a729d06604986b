import type { Clock } from '../domain/clock.ts';
import { hashCredential, hasTokenShape } from '../domain/credentials.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Storage, StoredToken } from '../storage/storage.ts';

const BEARER = /^bearer +(\S+) *$/i;

/**
 * The principal of an `Authorization` header (RFC 6750). The scheme is compared without case.
 * @throws Refusal unauthenticated where no bearer token was sent, invalid_token where it is no good
 */
export async function authenticateBearer(
  storage: Storage,
  clock: Clock,
  header: string | undefined,
): Promise<StoredToken> {
  const token = readBearerToken(header);
  if (token === undefined) throw new Refusal(isBearer(header) ? 'invalid_token' : 'unauthenticated');
  // Another shape cannot be one of ours: no need to look it up.
  const found = hasTokenShape(token) ? await storage.findToken(hashCredential(token), clock.now()) : undefined;
  if (!found) throw new Refusal('invalid_token');
  return found;
}

/** The token of an `Authorization` header, whatever it is worth. */
export function readBearerToken(header: string | undefined): string | undefined {
  return BEARER.exec(header ?? '')?.[1];
}

/** The bare scheme is no token either: nothing was sent that could be wrong. */
function isBearer(header: string | undefined): boolean {
  return header !== undefined && /^bearer +[^ ]/i.test(header);
}
