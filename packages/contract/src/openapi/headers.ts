import type { JsonObject } from './json.ts';

/** Every header an answer may carry, as OpenAPI header objects. */
export const HEADERS = {
  'X-Request-Id': header('Id of this request, also in the log.', { type: 'string' }),
  'RateLimit-Policy': header('The limits of the application (IETF draft-ietf-httpapi-ratelimit-headers).', {
    type: 'string',
    examples: ['"minute";q=100;w=60, "hour";q=6000;w=3600'],
  }),
  RateLimit: header('What is left of the limits, and the seconds until they start anew.', {
    type: 'string',
    examples: ['"minute";r=99;t=60, "hour";r=5999;t=3600'],
  }),
  'Retry-After': header('Whole seconds to wait, at least 1.', { type: 'integer', minimum: 1 }),
  'WWW-Authenticate': header('The authentication to use, and what was wrong with the one sent.', { type: 'string' }),
  'Cache-Control': header('Always no-store.', { type: 'string', const: 'no-store' }),
  Deprecation: header('Since when the preview is deprecated (RFC 9745), where a sunset is set.', {
    type: 'string',
    pattern: '^@\\d+$',
  }),
  Sunset: header('When the preview goes away (RFC 8594), where a sunset is set.', { type: 'string' }),
  Link: header('The successor of a preview path (rel="successor-version"), where a sunset is set.', { type: 'string' }),
} as const;

export function headersFor(names: readonly (keyof typeof HEADERS)[]): JsonObject {
  return Object.fromEntries(names.map((name) => [name, HEADERS[name]]));
}

function header(description: string, schema: JsonObject): JsonObject {
  return { description, schema };
}
