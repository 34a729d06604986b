import { type IntrospectionResponse, introspectToken, TOKEN_SCOPE } from '@rollcall/contract';
import { hashCredential, isAccessToken } from '../../domain/credentials.ts';
import type { OAuthHandler, Services } from '../handler.ts';
import { tokenParameter } from '../token-parameter.ts';

/** RFC 7662, for the application's own tokens: about any other it learns nothing. */
export function introspectTokenHandler({ storage, clock, baseUrl }: Services): OAuthHandler {
  return {
    declaration: introspectToken,
    auditsRefusals: false,
    async handle({ application, form }): Promise<IntrospectionResponse> {
      const token = tokenParameter(form);
      const found = isAccessToken(token) ? await storage.findToken(hashCredential(token), clock.now()) : undefined;
      if (!found || found.application.clientId !== application.clientId) return { active: false };
      return {
        active: true,
        client_id: application.clientId,
        token_type: 'Bearer',
        scope: TOKEN_SCOPE,
        iat: Math.floor(found.issuedAt / 1000),
        exp: Math.floor(found.expiresAt / 1000),
        sub: application.clientId,
        iss: baseUrl(),
        account_id: found.application.accountId,
        application_name: found.application.name,
        application_scopes: [...found.application.scopes],
      };
    },
  };
}
