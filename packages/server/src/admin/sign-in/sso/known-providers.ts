import { LRUCache } from 'lru-cache';
import type { SingleSignOn } from '../../../domain/principal.ts';
import type { AdminServices } from '../../admin-call.ts';
import { findProvider, type IdentityProvider } from './identity-provider.ts';

/** Providers whose metadata is kept at hand, so that strangers who begin to sign in do not make this server ask each time. */
const KEPT = { max: 100, ttl: 10 * 60 * 1000 };
const known = new WeakMap<AdminServices, LRUCache<string, Promise<IdentityProvider>>>();

/** @throws Error like `findProvider` */
export async function knownProvider(
  services: AdminServices,
  accountId: string,
  sso: SingleSignOn,
): Promise<IdentityProvider> {
  let providers = known.get(services);
  if (providers === undefined) {
    providers = new LRUCache(KEPT);
    known.set(services, providers);
  }
  const key = [accountId, sso.issuer, sso.clientId, sso.sealedClientSecret ?? ''].join('\n');
  const found = providers.get(key) ?? findProvider(services, accountId, sso);
  providers.set(key, found);
  try {
    return await found;
  } catch (error) {
    providers.delete(key);
    throw error;
  }
}
