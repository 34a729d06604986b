import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { TRANSPORT_REFUSALS } from '@rollcall/contract';
import fc from 'fast-check';
import { assertConforms } from '../service/conformance.ts';
import { basic, Service, somebody } from '../service/service.ts';
import { type RawAnswer, rawExchange } from './raw-exchange.ts';

let service: Service;
let known: { account: string; user: string; token: string; credentials: string };
before(async () => {
  service = await Service.start({ previewSunset: new Date('2027-06-30'), trustedProxies: ['127.0.0.1'] });
  const person = somebody(0);
  const client = await service.client(await service.account([person, somebody(1)]));
  known = {
    account: client.accountId,
    user: person.id,
    token: await service.token(client),
    credentials: basic(client),
  };
});
after(() => service[Symbol.asyncDispose]());

interface Request {
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

const request: fc.Arbitrary<Request> = fc.record({
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

function fill(template: string): string {
  return template.replace(/\{(account|user|token|credentials)\}/g, (_, name: keyof typeof known) => known[name]);
}

/** Text of any characters as the bytes a client would send: UTF-8, in a string that is written as Latin-1. */
function inUrl(value: string, raw: boolean): string {
  const bytes = Buffer.from(fill(value)).toString('latin1');
  return raw ? bytes : bytes.replace(/[^!-~]/g, (byte) => `%${Buffer.from(byte, 'latin1').toString('hex')}`);
}

function inHeader(value: string, raw: boolean): string {
  return raw ? fill(value) : fill(value).replace(/[^ -~\u0080-\u00ff]/g, '?');
}

function render({ method, segments, query, headers, body: content, chunked, raw }: Request): {
  path: string;
  bytes: Uint8Array;
} {
  const target = `/${segments.map((segment) => inUrl(segment, raw)).join('/')}`;
  const search =
    typeof query === 'string'
      ? inUrl(query, raw)
      : query?.map((pair) => pair.map((part) => inUrl(part, raw)).join('=')).join('&');
  const lines = headers.map(([name, value]) => `${name}: ${inHeader(value, raw)}\r\n`).join('');
  const length = chunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${content.length}`;
  const head = `${method} ${target}${search === undefined ? '' : `?${search}`} HTTP/1.1\r\nHost: localhost\r\n${lines}${length}\r\nConnection: close\r\n\r\n`;
  const chunk =
    content.length === 0 ? [] : [Buffer.from(`${content.length.toString(16)}\r\n`), content, Buffer.from('\r\n')];
  const sent = chunked ? [...chunk, Buffer.from('0\r\n\r\n')] : [content];
  return { path: target, bytes: Buffer.concat([Buffer.from(head, 'latin1'), ...sent]) };
}

function assertWellAnswered(method: string, target: string, answer: RawAnswer): void {
  assert.ok(answer.status >= 200 && answer.status < 500, `${answer.status}: ${answer.text}`);
  assert.match(answer.headers['x-request-id'] ?? '', /^[\w-]+$/);
  if (answer.status >= 400 && method !== 'HEAD') assert.ok(answer.json, 'a refusal has a body');
  // What the HTTP parser gives up on has no path, and is not an answer of the operation that may have been meant.
  const isTransport = (TRANSPORT_REFUSALS as readonly unknown[]).includes(answer.json?.message);
  assertConforms({ method, path: isTransport ? '*' : (target.split(/[?#]/)[0] ?? ''), ...answer });
}

test('no path, query, header or body leads to a fault of ours or to an undeclared answer', async () => {
  await fc.assert(
    fc.asyncProperty(request, async (each) => {
      const { path: target, bytes } = render(each);
      const answers = await rawExchange(service.app.listenerUrl, bytes);
      assert.ok(answers.length >= 1, 'there is an answer');
      for (const answer of answers.slice(0, 1)) assertWellAnswered(each.method, target, answer);
    }),
    { numRuns: 600 },
  );
});

test('no bytes at all lead to a fault of ours', async () => {
  const bytes = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 500 }),
    fc.string({ minLength: 1 }).map((value) => Buffer.from(`${value}\r\n\r\n`)),
  );
  await fc.assert(
    fc.asyncProperty(bytes, async (each) => {
      // What comes after them ends the connection in any case: by an answer, or because it is malformed.
      const end = Buffer.from('\r\n\r\n\0\r\n\r\n');
      for (const { status, json } of await rawExchange(service.app.listenerUrl, Buffer.concat([each, end]))) {
        assert.ok(status < 500);
        assert.ok(json);
      }
    }),
    { numRuns: 300 },
  );
});

test('the service is still well', async () => {
  const { token, account } = known;
  assert.equal((await service.call(token, 'GET', `/v1/accounts/${account}/users`)).status, 200);
});
