import type { Clock } from '../domain/clock.ts';
import { hashCredential, isAccessToken } from '../domain/credentials.ts';
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
  // The bare scheme is no token either: nothing was sent that could be wrong.
  if (header === undefined || !/^bearer +[^ ]/i.test(header)) throw new Refusal('unauthenticated');
  const token = BEARER.exec(header)?.[1];
  // A wrong shape or checksum cannot be one of ours: no need to look it up.
  if (token === undefined || !isAccessToken(token)) throw new Refusal('invalid_token');
  const found = await storage.findToken(hashCredential(token), clock.now());
  if (!found) throw new Refusal('invalid_token');
  return found;
}
