import { TOKEN_LIFETIME_SECONDS, TOKEN_SCOPE } from '../identifiers.ts';
import type { OAuthOperation, Parameters } from './operation.ts';

export const issueToken = {
  kind: 'oauth',
  id: 'IssueToken',
  method: 'POST',
  paths: { v1beta1: '/v1beta1/users/oauth2/token', v1: '/v1/oauth/token' },
  summary: 'Request an access token',
  description:
    `The client credentials grant (RFC 6749 section 4.4). The token lives for ${TOKEN_LIFETIME_SECONDS} seconds; ` +
    'there is no refresh token, and many tokens of one application live side by side.',
  form: {
    grant_type: {
      description: 'Always client_credentials.',
      required: true,
      schema: { type: 'string', const: 'client_credentials' },
    },
    scope: {
      description: `${TOKEN_SCOPE} or left out; permissions come from the application.`,
      required: false,
      schema: { type: 'string', enum: [TOKEN_SCOPE, ''] },
    },
  },
  success: { description: 'A new access token.', schema: 'TokenResponse' },
  refusals: ['unsupported_grant_type', 'invalid_scope'],
} as const satisfies OAuthOperation;

const TOKEN_FORM: Parameters = {
  token: { description: 'The access token.', required: true, schema: { type: 'string' } },
  token_type_hint: { description: 'Accepted and ignored.', required: false, schema: { type: 'string' } },
};

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
  success: { description: 'The state of the token.', schema: 'IntrospectionResponse' },
  refusals: [],
} as const satisfies OAuthOperation;
