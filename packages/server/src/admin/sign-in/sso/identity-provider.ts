import type { ClientAuth, Configuration } from 'openid-client';
import type { SingleSignOn } from '../../../domain/principal.ts';
import type { AdminServices } from '../../admin-call.ts';
import { boundedFetch } from './bounded-fetch.ts';
import { openClientSecret } from './client-secret.ts';

type Library = typeof import('openid-client');

/** An identity provider that was asked for its metadata. */
export interface IdentityProvider {
  readonly library: Library;
  readonly configuration: Configuration;
}

/** Seconds that it may take for each answer. */
const PATIENCE_SECONDS = 10;

/** Where the identity provider sends the browser back to. */
export function redirectUriOf(baseUrl: string): string {
  return `${baseUrl}/admin/v1/session:finishSso`;
}

/**
 * Asks an identity provider for its metadata (OpenID Connect Discovery 1.0), with the account's client for all that follows.
 * @throws Error of the library's where it does not answer, or is none
 */
export async function findProvider(
  services: AdminServices,
  accountId: string,
  sso: SingleSignOn,
): Promise<IdentityProvider> {
  const { issuer, clientId, sealedClientSecret: sealed } = sso;
  const secret = sealed === undefined ? undefined : await openClientSecret(services, accountId, sealed);
  const library = await import('openid-client');
  const configuration = await library.discovery(new URL(issuer), clientId, {}, clientAuth(library, secret), {
    timeout: PATIENCE_SECONDS,
    [library.customFetch]: boundedFetch,
    // The signature of the ID token too, though TLS says already whom it comes from.
    execute: [library.enableNonRepudiationChecks],
  });
  for (const endpoint of ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const) {
    const url = configuration.serverMetadata()[endpoint];
    if (!url?.startsWith('https://')) throw new Error(`its metadata names no ${endpoint} at an https URL`);
  }
  return { library, configuration };
}

/** Basic unless the provider takes it in the body only (RFC 6749 section 2.3.1). */
function clientAuth(library: Library, secret: string | undefined): ClientAuth {
  if (secret === undefined) return library.None();
  const [basic, post] = [library.ClientSecretBasic(secret), library.ClientSecretPost(secret)];
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (methods.includes('client_secret_basic') ? basic : post)(server, ...rest);
  };
}
