import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { assertConforms } from '../service/conformance.ts';
import { Service } from '../service/service.ts';
import { memoryLog } from './memory-log.ts';
import { RawConnection, rawExchange } from './raw-exchange.ts';

const { lines, logger } = memoryLog();
let service: Service;
before(async () => {
  service = await Service.start({ logger });
});
after(() => service[Symbol.asyncDispose]());

const HOST = 'Host: localhost\r\n';
const CLOSE = `${HOST}Connection: close\r\n`;
const USERS = `/v1/accounts/${'A'.repeat(26)}/users`;

/** One answer, a refusal in the declared form with this reason, and the connection is closed. */
async function assertRefused(bytes: string, status: number, reason: string): Promise<void> {
  const answers = await rawExchange(service.app.listenerUrl, bytes);
  const [answer] = answers;
  assert.equal(answers.length, 1, JSON.stringify(bytes.slice(0, 100)));
  assert.ok(answer);
  assertConforms({ method: 'GET', path: '*', ...answer });
  assert.deepEqual([answer.status, answer.json.message], [status, reason], JSON.stringify(bytes.slice(0, 100)));
  assert.equal(answer.headers['cache-control'], 'no-store');
  assert.match(answer.headers['x-request-id'] ?? '', /^[\w-]+$/);
  assert.equal(answer.json.details.at(-1).request_id, answer.headers['x-request-id']);
  const logged = lines
    .map((line) => JSON.parse(line))
    .find(({ requestId }) => requestId === answer.headers['x-request-id']);
  assert.deepEqual([logged?.status, logged?.reason, logged?.level], [status, reason, 'info']);
}

describe('what is not HTTP is 400 malformed_request, and the connection is closed', () => {
  const requests: Record<string, string> = {
    'no request line': '\x00\x01\x02\x03',
    'TLS on the plain port': '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
    'an unknown method': `FOO / HTTP/1.1\r\n${CLOSE}\r\n`,
    'a method in lower case': `get / HTTP/1.1\r\n${CLOSE}\r\n`,
    'Latin-1 in the path': `GET /v1/accounts/\xe9\xff/users HTTP/1.1\r\n${CLOSE}\r\n`,
    'a version that is none': `GET / HTTP/9.9\r\n${CLOSE}\r\n`,
    'HTTP/2 without being asked': 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    'a space in the path': `GET ${USERS} x HTTP/1.1\r\n${CLOSE}\r\n`,
    'a tab in the path': `GET /\t HTTP/1.1\r\n${CLOSE}\r\n`,
    'NUL in the path': `GET /\0 HTTP/1.1\r\n${CLOSE}\r\n`,
    'a path without a slash': `GET v1 HTTP/1.1\r\n${CLOSE}\r\n`,
    'NUL in a header': `GET ${USERS} HTTP/1.1\r\n${CLOSE}X: a\0b\r\n\r\n`,
    'a header without a colon': `GET ${USERS} HTTP/1.1\r\n${CLOSE}nonsense\r\n\r\n`,
    'a header without a name': `GET ${USERS} HTTP/1.1\r\n${CLOSE}: x\r\n\r\n`,
    'a space before the colon': `GET ${USERS} HTTP/1.1\r\n${CLOSE}X : y\r\n\r\n`,
    'a folded header': `GET ${USERS} HTTP/1.1\r\n${CLOSE} folded: x\r\n\r\n`,
    'a lone CR in a header': `GET ${USERS} HTTP/1.1\r\n${CLOSE}X: a\rY: b\r\n\r\n`,
    'both Content-Length and Transfer-Encoding': `POST ${USERS} HTTP/1.1\r\n${CLOSE}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    'two Content-Lengths': `POST ${USERS} HTTP/1.1\r\n${CLOSE}Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd`,
    'a Content-Length that is no number': `POST ${USERS} HTTP/1.1\r\n${CLOSE}Content-Length: 3x\r\n\r\nabc`,
    'a negative Content-Length': `POST ${USERS} HTTP/1.1\r\n${CLOSE}Content-Length: -1\r\n\r\n`,
    'a Content-Length beyond all numbers': `POST ${USERS} HTTP/1.1\r\n${CLOSE}Content-Length: ${'9'.repeat(40)}\r\n\r\n`,
    'a Transfer-Encoding that does not end in chunked': `POST ${USERS} HTTP/1.1\r\n${CLOSE}Transfer-Encoding: chunked, gzip\r\n\r\n`,
    'no Host': `GET ${USERS} HTTP/1.1\r\nConnection: close\r\n\r\n`,
  };
  for (const [name, bytes] of Object.entries(requests))
    test(name, () => assertRefused(bytes, 400, 'malformed_request'));
});

describe('headers beyond 16 KiB are 431', () => {
  const requests: Record<string, string> = {
    'one long header': `GET ${USERS} HTTP/1.1\r\n${CLOSE}X: ${'x'.repeat(20_000)}\r\n\r\n`,
    'many headers': `GET ${USERS} HTTP/1.1\r\n${CLOSE}${'X: xxxxxxxxxx\r\n'.repeat(2000)}\r\n`,
    'a long header name': `GET ${USERS} HTTP/1.1\r\n${CLOSE}${'x'.repeat(20_000)}: x\r\n\r\n`,
    'a long token': `GET ${USERS} HTTP/1.1\r\n${CLOSE}Authorization: Bearer ${'x'.repeat(20_000)}\r\n\r\n`,
    'a long path': `GET /${'x'.repeat(20_000)} HTTP/1.1\r\n${CLOSE}\r\n`,
    'a long query': `GET ${USERS}?${'x'.repeat(20_000)} HTTP/1.1\r\n${CLOSE}\r\n`,
  };
  for (const [name, bytes] of Object.entries(requests))
    test(name, () => assertRefused(bytes, 431, 'headers_too_large'));
});

describe('what is odd but allowed is answered as what it asks for', () => {
  const requests: Record<string, [bytes: string, status: number]> = {
    'the whole URL in the request line': [`GET http://localhost${USERS} HTTP/1.1\r\n${CLOSE}\r\n`, 401],
    'HTTP/1.0 without a Host': [`GET ${USERS} HTTP/1.0\r\n\r\n`, 401],
    'two Authorization headers': [
      `GET ${USERS} HTTP/1.1\r\n${CLOSE}Authorization: Bearer a\r\nAuthorization: Bearer b\r\n\r\n`,
      401,
    ],
    'two Hosts': [`GET ${USERS} HTTP/1.1\r\n${HOST}${CLOSE}\r\n`, 401],
    'two Accepts, one unreadable': [
      `GET ${USERS} HTTP/1.1\r\n${CLOSE}Accept: ;;;\r\nAccept: application/problem+json;q=x\r\n\r\n`,
      401,
    ],
    'two content types': [
      `POST /v1/oauth/token HTTP/1.1\r\n${CLOSE}Content-Type: text/plain\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n`,
      415,
    ],
    'no version, as in HTTP/0.9': [`GET /\r\n${CLOSE}\r\n`, 404],
    'Latin-1 in headers': [
      `GET ${USERS} HTTP/1.1\r\n${CLOSE}User-Agent: \xe9\xff\r\nAuthorization: Bearer \xff\r\n\r\n`,
      401,
    ],
    'a fragment': [`GET ${USERS}#part HTTP/1.1\r\n${CLOSE}\r\n`, 401],
    'an asterisk': [`OPTIONS * HTTP/1.1\r\n${CLOSE}\r\n`, 404],
    'a body with GET': [`GET ${USERS} HTTP/1.1\r\n${CLOSE}Content-Length: 3\r\n\r\nabc`, 401],
    'an upgrade nobody offers': [
      `GET ${USERS} HTTP/1.1\r\n${HOST}Connection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n`,
      401,
    ],
    'an upgrade to HTTP/2': [
      `GET ${USERS} HTTP/1.1\r\n${HOST}Connection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\nHTTP2-Settings: x\r\n\r\n`,
      401,
    ],
    'an expectation nobody can meet': [`GET ${USERS} HTTP/1.1\r\n${CLOSE}Expect: magic\r\n\r\n`, 401],
    'an expectation to continue': [
      `POST /v1/oauth/token HTTP/1.1\r\n${CLOSE}Expect: 100-continue\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n\r\na=b`,
      401,
    ],
    'empty lines before the request': [`\r\n\r\nGET ${USERS} HTTP/1.1\r\n${CLOSE}\r\n`, 401],
  };
  for (const [name, [bytes, status]] of Object.entries(requests)) {
    test(name, async () => {
      const [answer, ...more] = await rawExchange(service.app.listenerUrl, bytes);

      assert.deepEqual(more, []);
      assert.ok(answer);
      assertConforms({ method: 'GET', path: '*', ...answer });
      assert.equal(answer.status, status, answer.text);
      assert.notEqual(answer.text, '');
    });
  }
});

test('a missing Host at an OAuth endpoint is refused in the form of OAuth', async () => {
  const [answer] = await rawExchange(service.app.listenerUrl, 'POST /v1/oauth/token HTTP/1.1\r\n\r\n');

  assert.ok(answer);
  assertConforms({ method: 'POST', path: '/v1/oauth/token', ...answer });
  assert.deepEqual([answer.status, answer.json.error], [400, 'invalid_request']);
});

test('requests sent at once on one connection are answered in their order', async () => {
  const get = (path: string, close = '') => `GET ${path} HTTP/1.1\r\n${HOST}${close}\r\n`;
  const bytes =
    get(USERS) + get('/nowhere') + get('/.well-known/oauth-authorization-server') + get(USERS, 'Connection: close\r\n');

  const answers = await rawExchange(service.app.listenerUrl, bytes);

  assert.deepEqual(
    answers.map(({ status }) => status),
    [401, 404, 200, 401],
  );
});

test('nonsense after a request: the request is answered, the nonsense refused, the connection closed', async () => {
  const connection = await RawConnection.open(service.app.listenerUrl);
  connection.write(`GET /nowhere HTTP/1.1\r\n${HOST}\r\n`);
  await connection.untilAnswered();
  connection.write('\0\0\0\0');
  await connection.closed;

  assert.deepEqual(
    connection.answers.map(({ status }) => status),
    [404, 400],
  );
});
