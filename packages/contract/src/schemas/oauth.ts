import { type Static, Type } from 'typebox';
import { RESOURCE_ID_PATTERN, TOKEN_LIFETIME_SECONDS, TOKEN_SCOPE } from '../identifiers.ts';
import { SCOPES } from '../scopes.ts';

/** RFC 6749 section 5.1. */
export const TokenResponse = Type.Object(
  {
    access_token: Type.String({ description: 'Opaque bearer token.' }),
    token_type: Type.Literal('Bearer'),
    expires_in: Type.Literal(TOKEN_LIFETIME_SECONDS, { description: 'Seconds from now.' }),
    scope: Type.Literal(TOKEN_SCOPE),
  },
  { $id: 'TokenResponse' },
);
export type TokenResponse = Static<typeof TokenResponse>;

/** RFC 6749 section 5.2. */
export const OAuthError = Type.Object(
  {
    error: Type.String(),
    error_description: Type.String({ description: 'What is wrong and the way out, for a person.' }),
  },
  { $id: 'OAuthError' },
);
export type OAuthError = Static<typeof OAuthError>;

/**
 * RFC 7662 section 2.2, with members of our own at the end, as it allows. Anything but a live token of the asking
 * application is `{"active":false}`.
 */
export const IntrospectionResponse = Type.Object(
  {
    active: Type.Boolean(),
    client_id: Type.Optional(Type.String({ format: 'uuid' })),
    token_type: Type.Optional(Type.Literal('Bearer')),
    scope: Type.Optional(Type.Literal(TOKEN_SCOPE)),
    iat: Type.Optional(Type.Integer({ description: 'Issued at, Unix seconds.' })),
    exp: Type.Optional(Type.Integer({ description: 'Expires at, Unix seconds.' })),
    sub: Type.Optional(Type.String({ format: 'uuid', description: 'The application, as client_id.' })),
    iss: Type.Optional(Type.String({ format: 'uri' })),
    account_id: Type.Optional(
      Type.String({ pattern: RESOURCE_ID_PATTERN, description: 'The account of the application.' }),
    ),
    application_name: Type.Optional(Type.String({ description: 'The application, as the operator named it.' })),
    application_scopes: Type.Optional(
      Type.Array(Type.Enum([...SCOPES]), {
        description: 'What the application may do, as of now: permissions are never those of the token.',
      }),
    ),
  },
  { $id: 'IntrospectionResponse' },
);
export type IntrospectionResponse = Static<typeof IntrospectionResponse>;

/** RFC 8414 section 2. */
export const AuthorizationServerMetadata = Type.Object(
  {
    issuer: Type.String({ format: 'uri' }),
    token_endpoint: Type.String({ format: 'uri' }),
    revocation_endpoint: Type.String({ format: 'uri' }),
    introspection_endpoint: Type.String({ format: 'uri' }),
    grant_types_supported: Type.Array(Type.String()),
    response_types_supported: Type.Array(Type.String()),
    scopes_supported: Type.Array(Type.String()),
    token_endpoint_auth_methods_supported: Type.Array(Type.String()),
    revocation_endpoint_auth_methods_supported: Type.Array(Type.String()),
    introspection_endpoint_auth_methods_supported: Type.Array(Type.String()),
  },
  { $id: 'AuthorizationServerMetadata' },
);
export type AuthorizationServerMetadata = Static<typeof AuthorizationServerMetadata>;

/** RFC 9728 section 2. */
export const ProtectedResourceMetadata = Type.Object(
  {
    resource: Type.String({ format: 'uri' }),
    authorization_servers: Type.Array(Type.String({ format: 'uri' })),
    bearer_methods_supported: Type.Array(Type.String()),
    resource_name: Type.String(),
  },
  { $id: 'ProtectedResourceMetadata' },
);
export type ProtectedResourceMetadata = Static<typeof ProtectedResourceMetadata>;
