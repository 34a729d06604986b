import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertConforms } from '../service/conformance.ts';
import { basic, Service, somebody } from '../service/service.ts';
import { eventually } from '../tls/eventually.ts';
import { memoryLog } from './memory-log.ts';
import { RawConnection, rawExchange } from './raw-exchange.ts';

const USUAL = { headers: 10_000, request: 20_000, check: 5 };

async function assertLetGo(service: Service, start: string): Promise<void> {
  const answers = await rawExchange(service.app.listenerUrl, start);
  const [answer] = answers;
  assert.equal(answers.length, 1);
  assert.ok(answer);
  assertConforms({ method: 'GET', path: '*', ...answer });
  assert.equal(answer.status, 408);
  assert.equal(answer.json.message, 'request_timeout');
}

describe('headers that do not arrive in time', () => {
  const starts = {
    'nothing at all': '',
    'half a request line': 'GET /v1/acc',
    'headers without an end': 'GET /v1/accounts/x/users HTTP/1.1\r\nHost: x\r\nX: y\r\n',
  };
  for (const [name, start] of Object.entries(starts)) {
    test(name, async () => {
      await using service = await Service.start({ timeouts: { ...USUAL, headers: 30 } });

      await assertLetGo(service, start);
    });
  }
});

// Long enough for the headers to arrive on a busy machine: they are not what is late here.
describe('a body that does not arrive in time changes nothing and is no fault of ours', { concurrency: true }, () => {
  for (const length of ['Content-Length: 100', 'Transfer-Encoding: chunked']) {
    for (const which of ['token', 'verb']) {
      test(`${which}, ${length}`, async () => {
        const { lines, logger } = memoryLog();
        await using service = await Service.start({ logger, timeouts: { ...USUAL, headers: 1000, request: 1000 } });
        const people = [somebody(0), somebody(1)] as const;
        const client = await service.client(await service.account(people));
        const verb = `/v1/accounts/${client.accountId}/users/${people[1].id}:suspend`;
        const bearer = `Bearer ${await service.token(client)}`;
        const [path, authorization] = which === 'token' ? ['/v1/oauth/token', basic(client)] : [verb, bearer];
        const logged = lines.length;
        const type = 'application/x-www-form-urlencoded';
        const head = `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\nContent-Type: ${type}\r\n`;

        await assertLetGo(service, `${head}${length}\r\n\r\n3\r\n`);

        await eventually('both ends are logged', () => lines.length > logged + 1);
        const records = lines.slice(logged).map((line) => JSON.parse(line));
        assert.deepEqual(
          records.map(({ status, level }) => [status, level]),
          [
            [408, 'info'],
            [400, 'info'],
          ],
        );
        assert.deepEqual(await service.storage.listAudit({ action: 'user.suspended', limit: 1 }), []);
      });
    }
  }
});

test('a slow sender holds up nobody else', async () => {
  await using service = await Service.start();
  const slow = await Promise.all(Array.from({ length: 50 }, () => RawConnection.open(service.app.listenerUrl)));
  for (const connection of slow)
    connection.write('POST /v1/oauth/token HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n');

  assert.equal((await service.send('GET', '/nowhere')).status, 404);
  for (const { socket } of slow) socket.destroy();
});

describe('beyond the connections allowed', () => {
  test('a further one is closed, those that are open live on, and there is room again when one goes', async () => {
    await using service = await Service.start({ maxConnections: 2 });
    const request = 'GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n';
    const open = [await RawConnection.open(service.app.listenerUrl), await RawConnection.open(service.app.listenerUrl)];
    for (const connection of open) {
      connection.write(request);
      await connection.untilAnswered();
    }

    const third = await RawConnection.open(service.app.listenerUrl);
    third.write(request);
    await third.closed;
    assert.equal(third.received.length, 0);

    for (const connection of open) connection.write(request);
    for (const connection of open) await connection.untilAnswered(2);
    open[0]?.socket.destroy();
    await eventually('there is room again', async () => {
      const next = await RawConnection.open(service.app.listenerUrl);
      next.write(request.replace('Host', 'Connection: close\r\nHost'));
      return (await next.closed).length > 0;
    });
    open[1]?.socket.destroy();
  });
});
