import { OAuthRefusal } from '../domain/refusal.ts';

const FORM = /^application\/x-www-form-urlencoded\s*(?:;|$)/i;

/**
 * The parameters of a form body. Media-type parameters are ignored; a parameter may be sent once (RFC 6749 section 3.2).
 * @throws OAuthRefusal unsupported_media_type or invalid_request
 */
export function readForm(body: Uint8Array, contentType: string | undefined): Readonly<Record<string, string>> {
  const isForm = contentType === undefined ? body.length === 0 : FORM.test(contentType);
  if (!isForm) throw new OAuthRefusal('unsupported_media_type');
  // No prototype: a parameter may be called anything.
  const form: Record<string, string> = Object.create(null);
  for (const [name, value] of new URLSearchParams(Buffer.from(body).toString('utf8'))) {
    if (name in form) {
      throw new OAuthRefusal('invalid_request', { description: 'A parameter is sent more than once; send it once.' });
    }
    form[name] = value;
  }
  return form;
}
