import type { MetadataOperation } from './operation.ts';

export const authorizationServerMetadata = {
  kind: 'metadata',
  id: 'GetAuthorizationServerMetadata',
  method: 'GET',
  path: '/.well-known/oauth-authorization-server',
  summary: 'Where the OAuth endpoints are',
  description: 'RFC 8414: what a generic OAuth client needs to know.',
  success: { description: 'The metadata.', schema: 'AuthorizationServerMetadata' },
} as const satisfies MetadataOperation;

export const protectedResourceMetadata = {
  kind: 'metadata',
  id: 'GetProtectedResourceMetadata',
  method: 'GET',
  path: '/.well-known/oauth-protected-resource',
  summary: 'Which authorization server to ask for tokens',
  description: 'RFC 9728: the way from a refused call to the token endpoint.',
  success: { description: 'The metadata.', schema: 'ProtectedResourceMetadata' },
} as const satisfies MetadataOperation;
