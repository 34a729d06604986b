import { issueToken, TOKEN_LIFETIME_SECONDS, TOKEN_SCOPE, type TokenResponse } from '@rollcall/contract';
import { hashCredential, newAccessToken } from '../../domain/credentials.ts';
import { OAuthRefusal } from '../../domain/refusal.ts';
import type { OAuthHandler, Services } from '../handler.ts';

/** The client credentials grant (RFC 6749 section 4.4). */
export function issueTokenHandler({ storage, random }: Services): OAuthHandler {
  return {
    declaration: issueToken,
    auditsRefusals: true,
    async handle({ application, form, context }) {
      checkGrant(form);
      const token = newAccessToken(random);
      const change = context();
      const stored = await storage.issueToken(
        {
          hash: hashCredential(token),
          clientId: application.clientId,
          expiresAt: change.at + TOKEN_LIFETIME_SECONDS * 1000,
        },
        change,
      );
      if (!stored) throw new OAuthRefusal('invalid_client');
      return {
        access_token: token,
        token_type: 'Bearer',
        expires_in: TOKEN_LIFETIME_SECONDS,
        scope: TOKEN_SCOPE,
      } satisfies TokenResponse;
    },
  };
}

function checkGrant({ grant_type: grantType, scope }: Readonly<Record<string, string>>): void {
  if (!grantType) throw new OAuthRefusal('invalid_request', { description: 'grant_type is missing.' });
  if (grantType !== 'client_credentials') throw new OAuthRefusal('unsupported_grant_type');
  if (scope && scope !== TOKEN_SCOPE) throw new OAuthRefusal('invalid_scope');
}
