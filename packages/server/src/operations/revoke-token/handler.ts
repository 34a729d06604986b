import { revokeToken } from '@rollcall/contract';
import { hashCredential, isAccessToken } from '../../domain/credentials.ts';
import type { OAuthHandler, Services } from '../handler.ts';
import { tokenParameter } from '../token-parameter.ts';

/** RFC 7009: the same answer whether the token was alive, dead, unknown or another application's. */
export function revokeTokenHandler({ storage }: Services): OAuthHandler {
  return {
    declaration: revokeToken,
    auditsRefusals: false,
    async handle({ application, form, context }) {
      const token = tokenParameter(form);
      if (isAccessToken(token)) await storage.revokeToken(hashCredential(token), application.clientId, context());
      return undefined;
    },
  };
}
