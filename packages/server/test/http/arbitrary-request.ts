import fc from 'fast-check';

/** A request of any kind, more often than not one that comes past the first protections. */
export interface ArbitraryRequest {
  readonly method: string;
  readonly segments: readonly string[];
  readonly query: readonly (readonly [string, string])[] | string | undefined;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
  readonly chunked: boolean;
  /** Sends characters as they are that the parser gives up on. */
  readonly raw: boolean;
}

const latin1 = fc.string({
  unit: fc.integer({ min: 1, max: 255 }).map((code) => String.fromCharCode(code)),
  maxLength: 40,
});
const text = fc.oneof(fc.string({ unit: 'grapheme' }), latin1.map(encodeURIComponent), latin1);
// `{…}` stands for what is known once the service runs.
const word = fc.constantFrom(
  ...['v1', 'v1beta1', 'accounts', 'users', 'oauth', 'oauth2', 'token', 'revoke', 'introspect', '.well-known'],
  ...[
    'oauth-authorization-server',
    'openapi',
    'oauth.json',
    '{account}',
    '{user}',
    '{user}:suspend',
    '{user}%3Areactivate',
    '{user}:checkSuspend',
    '{user}%3acheckReactivate',
  ],
  ...['..', '.', '', '%2e%2e', '%2F', '%00', '%', '%zz', '%E0%A4%A', '*', ':suspend', '::', '__proto__', ';x=y', '#'],
);
const path = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('v1', 'v1beta1').map((version) => [version, 'accounts', '{account}', 'users']),
  },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom('v1', 'v1beta1')
      .chain((version) => word.map((last) => [version, 'accounts', '{account}', 'users', last])),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ['v1', 'oauth', 'token'],
      ['v1beta1', 'users', 'oauth2', 'revoke'],
      ['v1', 'oauth', 'introspect'],
    ),
  },
  { weight: 3, arbitrary: fc.array(fc.oneof(word, text), { maxLength: 8 }) },
);
const parameter = fc.tuple(
  fc.oneof(fc.constantFrom('filter', 'max_page_size', 'page_token', 'maxPageSize', 'pageToken', 'constructor'), text),
  fc.oneof(fc.constantFrom('user.isActive()', '', '0', '-1', '1e9', '99999999999999999999', '\u0660', '{token}'), text),
);
const headerName = fc.oneof(
  fc.constantFrom(
    'Accept',
    'Content-Type',
    'User-Agent',
    'X-Forwarded-For',
    'X-Request-Id',
    'Expect',
    'Upgrade',
    'Connection',
  ),
  fc.constantFrom(
    'Content-Encoding',
    'Range',
    'If-None-Match',
    'Origin',
    'Cookie',
    'TE',
    'Trailer',
    'Host',
    'X-HTTP-Method-Override',
  ),
  fc.stringMatching(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,20}$/),
);
const headerValue = fc.oneof(
  fc.constantFrom(
    'application/json',
    'application/problem+json',
    'application/x-www-form-urlencoded',
    'text/plain;;;',
    '*/*;q=x',
  ),
  fc.constantFrom('100-continue', 'upgrade', 'close', '', '127.0.0.1, ::1, x', 'chunked', ','),
  latin1,
);
const authorization = fc.oneof(
  fc.constantFrom('Bearer {token}', '{credentials}', 'bearer {token}', 'Bearer', 'Basic', 'Basic Og=='),
  headerValue,
);
const header = fc.oneof(
  fc.tuple(headerName, headerValue),
  authorization.map((value) => ['Authorization', value] as const),
);
const form = fc.array(
  fc.tuple(
    fc.constantFrom('grant_type', 'scope', 'token', 'client_id', 'client_secret', 'x'),
    fc.oneof(fc.constantFrom('client_credentials', 'openid', '{token}', ''), text),
  ),
  { maxLength: 4 },
);
const body = fc.oneof(
  fc.constantFrom('', '{}', '{', '[]', 'null', ' ').map((value) => Buffer.from(value)),
  form.map((fields) => Buffer.from(fields.map(([name, value]) => `${name}=${value}`).join('&'))),
  fc.uint8Array({ maxLength: 300 }),
  fc.constant(Buffer.alloc(17_000, 'x')),
);

/** First, and so the ones that count: without them most requests would not come past the first protections. */
const rightHeaders = fc.constantFrom<(readonly [string, string])[]>(
  [],
  [['Authorization', 'Bearer {token}']],
  [
    ['Authorization', '{credentials}'],
    ['Content-Type', 'application/x-www-form-urlencoded'],
  ],
);

export const arbitraryRequest: fc.Arbitrary<ArbitraryRequest> = fc.record({
  method: fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom('GET', 'POST') },
    fc.constantFrom('HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND', 'QUERY', 'TRACE', 'NONSENSE'),
  ),
  segments: path,
  query: fc.option(fc.oneof(fc.array(parameter, { maxLength: 5 }), latin1), { nil: undefined }),
  headers: fc.tuple(rightHeaders, fc.array(header, { maxLength: 6 })).map((lists) => lists.flat()),
  body,
  chunked: fc.boolean(),
  raw: fc.integer({ min: 0, max: 9 }).map((number) => number === 0),
});
