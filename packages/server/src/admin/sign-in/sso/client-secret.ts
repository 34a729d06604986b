import { openText, sealText } from '../../../domain/sealed-text.ts';
import type { AdminServices } from '../../admin-call.ts';

const KEY_NAME = 'sso-client-secrets';

/**
 * Seals what the service shows to the identity provider of an account: whoever sees a row of the store, in a query or a
 * copy of it, has not read it yet. The key lies in the same store.
 */
export async function sealClientSecret(services: AdminServices, accountId: string, secret: string): Promise<string> {
  const { storage, random } = services;
  return sealText(await storage.loadKey(KEY_NAME), accountId, secret, random);
}

/** @throws Error where it was sealed in another store */
export async function openClientSecret(services: AdminServices, accountId: string, sealed: string): Promise<string> {
  const secret = openText(await services.storage.loadKey(KEY_NAME), accountId, sealed);
  if (secret === undefined) throw new Error('the client secret of single sign-on was sealed with another key');
  return secret;
}
