import { Type } from 'typebox';
import { TOKEN_LIFETIME_SECONDS, TOKEN_SCOPE } from '../identifiers.ts';
import { IntrospectionResponse, TokenResponse } from '../schemas/oauth.ts';
import type { OAuthOperation } from './operation.ts';

export const issueToken = {
  kind: 'oauth',
  id: 'IssueToken',
  method: 'POST',
  paths: { v1beta1: '/v1beta1/users/oauth2/token', v1: '/v1/oauth/token' },
  summary: 'Request an access token',
  description:
    `The client credentials grant (RFC 6749 section 4.4). The token lives for ${TOKEN_LIFETIME_SECONDS} seconds; ` +
    'there is no refresh token, and many tokens of one application live side by side.',
  form: Type.Object({
    grant_type: Type.Literal('client_credentials'),
    scope: Type.Optional(
      Type.Enum([TOKEN_SCOPE, ''], { description: 'openid or left out; permissions come from the application.' }),
    ),
  }),
  success: { description: 'A new access token.', schema: TokenResponse },
  refusals: ['unsupported_grant_type', 'invalid_scope'],
} as const satisfies OAuthOperation;

const TOKEN_FORM = Type.Object({
  token: Type.String({ description: 'The access token.' }),
  token_type_hint: Type.Optional(Type.String({ description: 'Accepted and ignored.' })),
});

export const revokeToken = {
  kind: 'oauth',
  id: 'RevokeToken',
  method: 'POST',
  paths: { v1beta1: '/v1beta1/users/oauth2/revoke', v1: '/v1/oauth/revoke' },
  summary: 'Revoke an access token',
  description:
    'RFC 7009. The token is dead when the answer arrives. An unknown or dead token is answered alike; ' +
    "another application's token stays valid.",
  form: TOKEN_FORM,
  success: { description: 'The token is not valid any more, or never was.', schema: undefined },
  refusals: [],
} as const satisfies OAuthOperation;

export const introspectToken = {
  kind: 'oauth',
  id: 'IntrospectToken',
  method: 'POST',
  paths: { v1beta1: '/v1beta1/users/oauth2/introspect', v1: '/v1/oauth/introspect' },
  summary: 'Ask whether an access token is alive',
  description: "RFC 7662, for the application's own tokens; any other token is answered as inactive.",
  form: TOKEN_FORM,
  success: { description: 'The state of the token.', schema: IntrospectionResponse },
  refusals: [],
} as const satisfies OAuthOperation;
