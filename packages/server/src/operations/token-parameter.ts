import { OAuthRefusal } from '../domain/refusal.ts';

/** The `token` that revocation and introspection are about. `token_type_hint` is accepted and ignored. */
export function tokenParameter(form: Readonly<Record<string, string>>): string {
  if (!form.token) throw new OAuthRefusal('invalid_request', { description: 'token is missing.' });
  return form.token;
}
