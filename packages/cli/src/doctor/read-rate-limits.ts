/** One window of a rate limit. */
export interface RateLimit {
  /** As the server calls it: `minute`. */
  readonly name: string;
  readonly limit: number;
  readonly remaining: number;
}

/**
 * Reads `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers): `"minute";q=100;w=60` and
 * `"minute";r=97;t=41`. Windows that only one of them tells of are left out.
 */
export function readRateLimits(headers: Headers): readonly RateLimit[] {
  const policies = readItems(headers.get('ratelimit-policy'), 'q');
  return [...readItems(headers.get('ratelimit'), 'r')].flatMap(([name, remaining]) => {
    const limit = policies.get(name);
    return limit === undefined ? [] : [{ name, limit, remaining }];
  });
}

function readItems(value: string | null, parameter: string): ReadonlyMap<string, number> {
  const items = (value ?? '').matchAll(/"([\w -]{1,40})"((?:\s*;\s*[a-z]+=[^;,]+)*)/g);
  return new Map(
    [...items].flatMap(([, name = '', parameters = '']) => {
      const found = new RegExp(`;\\s*${parameter}=(\\d{1,15})\\s*(?:;|$)`).exec(parameters)?.[1];
      return found === undefined ? [] : [[name, Number(found)]];
    }),
  );
}
