import { createHmac, timingSafeEqual } from 'node:crypto';
import type { CredentialHash, Storage } from '../storage/storage.ts';

const KEY_NAME = 'csrf-tokens';

/** What shows that a change comes from the console: derived from the session, so that nothing more is stored. base64url. */
export async function csrfTokenOf(storage: Pick<Storage, 'loadKey'>, sessionHash: CredentialHash): Promise<string> {
  const key = await storage.loadKey(KEY_NAME);
  return createHmac('sha256', key).update(sessionHash).digest('base64url');
}

/** Compares in a time that does not depend on what was sent. */
export async function isCsrfToken(
  storage: Pick<Storage, 'loadKey'>,
  sessionHash: CredentialHash,
  sent: string,
): Promise<boolean> {
  const expected = Buffer.from(await csrfTokenOf(storage, sessionHash));
  const given = Buffer.from(sent);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
