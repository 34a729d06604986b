import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { basic, type Client, Service, somebody } from '../service/service.ts';
import { eventually } from '../tls/eventually.ts';
import { memoryLog } from './memory-log.ts';
import { RawConnection, rawAnswer } from './raw-exchange.ts';

const { lines, logger } = memoryLog();
let service: Service;
let client: Client;
let verb: string;
let head: Record<'token' | 'verb', string>;
before(async () => {
  service = await Service.start({ logger });
  const people = [somebody(0), somebody(1)] as const;
  client = await service.client(await service.account(people));
  verb = `/v1/accounts/${client.accountId}/users/${people[1].id}:suspend`;
  const common = 'HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n';
  const form = `Authorization: ${basic(client)}\r\nContent-Type: application/x-www-form-urlencoded\r\n`;
  head = {
    token: `POST /v1/oauth/token ${common}${form}`,
    verb: `POST ${verb} ${common}Authorization: Bearer ${await service.token(client)}\r\n`,
  };
});
after(() => service[Symbol.asyncDispose]());

const paths = () => ({ token: '/v1/oauth/token', verb });
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;

describe('a body larger than allowed is refused', () => {
  const bodies: Record<string, string> = {
    declared: `Content-Length: 20000\r\n\r\n${'x'.repeat(20_000)}`,
    chunked: `Transfer-Encoding: chunked\r\n\r\n${chunk('x'.repeat(1000)).repeat(20)}0\r\n\r\n`,
    'in chunks of one byte': `Transfer-Encoding: chunked\r\n\r\n${chunk('x').repeat(20_000)}0\r\n\r\n`,
  };
  for (const [name, body] of Object.entries(bodies)) {
    for (const which of ['token', 'verb'] as const) {
      test(`${name}, ${which}`, async () => {
        const asked = { method: 'POST', path: paths()[which] };
        const answer = await rawAnswer(service.app.listenerUrl, `${head[which]}${body}`, asked);

        assert.equal(answer.status, 400);
        assert.match(answer.text, /16 KiB/);
      });
    }
  }
});

describe('before the rest of it has come', () => {
  for (const which of ['token', 'verb'] as const) {
    for (const length of ['Content-Length: 1000000000000', 'Transfer-Encoding: chunked']) {
      test(`${which}, ${length}`, async () => {
        const connection = await RawConnection.open(service.app.listenerUrl);
        const start = length.startsWith('C') ? 'x'.repeat(20_000) : chunk('x'.repeat(20_000));
        connection.write(`${head[which]}${length}\r\n\r\n${start}`);

        const [answer] = await connection.untilAnswered();

        assert.equal(answer?.status, 400);
        connection.socket.destroy();
      });
    }
  }
});

test('a broken chunk is malformed', async () => {
  for (const which of ['token', 'verb'] as const) {
    const bytes = `${head[which]}Transfer-Encoding: chunked\r\n\r\nzz\r\n`;
    const answer = await rawAnswer(service.app.listenerUrl, bytes, { method: 'GET', path: '*' });

    assert.equal(answer.status, 400);
    assert.equal(answer.json.message, 'malformed_request');
  }
});

test('a body that is not read does not reach the next request on the connection', async () => {
  const connection = await RawConnection.open(service.app.listenerUrl);
  const next = 'GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n';
  const headers = `HTTP/1.1\r\nHost: x\r\nContent-Length: ${next.length}\r\n`;
  connection.write(`POST ${verb} ${headers}\r\n${next}GET /honest HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
  await connection.closed;

  assert.deepEqual(
    connection.answers.map(({ status }) => status),
    [401, 404],
  );
  assert.ok(!lines.some((line) => line.includes('smuggled')));
});

test('a connection that ends in the middle of a body changes nothing and is no fault of ours', async () => {
  for (const which of ['token', 'verb'] as const) {
    for (const end of ['end', 'resetAndDestroy'] as const) {
      const logged = lines.length;
      const connection = await RawConnection.open(service.app.listenerUrl);
      connection.write(`${head[which]}Content-Length: 100\r\nExpect: 100-continue\r\n\r\nabc`);
      await eventually('the server reads', () => connection.received.includes('100 Continue'));
      connection.socket[end]();
      const records = () => lines.slice(logged).map((line) => JSON.parse(line));
      await eventually('the request is logged', () => records().some(({ operation }) => operation !== 'Unmatched'));

      assert.deepEqual(new Set(records().map(({ status, level }) => `${status} ${level}`)), new Set(['400 info']));
    }
  }
  assert.deepEqual(await service.storage.listAudit({ action: 'user.suspended', limit: 1 }), []);
  assert.equal((await service.form('/v1/oauth/token', client, { grant_type: 'client_credentials' })).status, 200);
});
