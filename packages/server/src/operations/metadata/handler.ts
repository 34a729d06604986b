import {
  type AuthorizationServerMetadata,
  authorizationServerMetadata,
  introspectToken,
  issueToken,
  type ProtectedResourceMetadata,
  protectedResourceMetadata,
  revokeToken,
  TOKEN_SCOPE,
} from '@rollcall/contract';
import type { MetadataHandler, Services } from '../handler.ts';

const AUTH_METHODS = ['client_secret_basic'];

/** RFC 8414. Where both path families are served, the newer one is announced. */
export function authorizationServerMetadataHandler({ baseUrl, apiVersions }: Services): MetadataHandler {
  const version = apiVersions.includes('v1') ? 'v1' : 'v1beta1';
  return {
    declaration: authorizationServerMetadata,
    handle: (): AuthorizationServerMetadata => ({
      issuer: baseUrl(),
      token_endpoint: baseUrl() + issueToken.paths[version],
      revocation_endpoint: baseUrl() + revokeToken.paths[version],
      introspection_endpoint: baseUrl() + introspectToken.paths[version],
      grant_types_supported: ['client_credentials'],
      response_types_supported: [],
      scopes_supported: [TOKEN_SCOPE],
      token_endpoint_auth_methods_supported: AUTH_METHODS,
      revocation_endpoint_auth_methods_supported: AUTH_METHODS,
      introspection_endpoint_auth_methods_supported: AUTH_METHODS,
    }),
  };
}

/** RFC 9728. */
export function protectedResourceMetadataHandler({ baseUrl }: Services): MetadataHandler {
  return {
    declaration: protectedResourceMetadata,
    handle: (): ProtectedResourceMetadata => ({
      resource: baseUrl(),
      authorization_servers: [baseUrl()],
      bearer_methods_supported: ['header'],
      resource_name: 'Users API',
    }),
  };
}
