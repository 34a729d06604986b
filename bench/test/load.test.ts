import assert from 'node:assert/strict';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { exchange } from '../src/load/exchange.ts';
import { runLoad } from '../src/load/load.ts';

const open: Server[] = [];
after(() => {
  for (const server of open) server.close().closeAllConnections();
});

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port; // listens on a port, never on a pipe
}

function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `GET /${index} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
}

function job(port: number, requests: readonly string[], connections = 4) {
  return { port, ca: undefined, connections, requests, seconds: 30, once: true };
}

test('each request is sent once and its answer counted', async () => {
  const seen: string[] = [];
  const port = await serve((request, response) => {
    seen.push(request.url ?? '');
    response.end('x'.repeat(100_000));
  });
  const result = await runLoad(job(port, numbered(50)));
  assert.deepEqual([result.succeeded, result.refused, result.broken, result.sent], [50, 0, 0, 50]);
  assert.deepEqual(result.statuses, { 200: 50 });
  assert.deepEqual(new Set(seen), new Set(Array.from({ length: 50 }, (_, index) => `/${index}`)));
  assert.equal(seen.length, 50);
  assert.ok(result.bytes > 50 * 100_000);
  assert.equal(result.firstFailure, undefined);
});

test('answers that are not 2xx are refusals, whatever is fast about them', async () => {
  const port = await serve((request, response) => {
    response.writeHead(Number(request.url?.slice(1)) % 5 === 0 ? 503 : 201).end('answer');
  });
  const result = await runLoad(job(port, numbered(20)));
  assert.deepEqual([result.succeeded, result.refused, result.broken], [16, 4, 0]);
  assert.deepEqual(result.statuses, { 201: 16, 503: 4 });
  assert.equal(result.firstFailure, 'status 503');
  assert.ok(Math.abs(result.perSecond * result.seconds - 16) < 1e-6, 'the rate counts successes only');
});

test('a connection that breaks is counted and replaced', async () => {
  const port = await serve((request, response) => {
    if (request.url === '/3') request.socket.destroy();
    else response.end('answer');
  });
  const result = await runLoad(job(port, numbered(12), 1));
  assert.deepEqual([result.succeeded, result.refused, result.broken, result.sent], [11, 0, 1, 12]);
  assert.match(result.firstFailure ?? '', /closed before the answer|ECONNRESET/);
});

test('with several servers, every one gets its share of the connections', async () => {
  const asked = [0, 0, 0];
  const ports = await Promise.all(
    asked.map((_, which) =>
      serve((request, response) => {
        asked[which] = (asked[which] ?? 0) + 1;
        // A connection that breaks is made again to the same server.
        if (request.url === '/0') request.socket.destroy();
        else response.end('answer');
      }),
    ),
  );
  const [port = 0, ...morePorts] = ports;
  const result = await runLoad({ ...job(port, numbered(60), 3), morePorts });
  assert.deepEqual([result.succeeded, result.broken], [59, 1]);
  assert.equal(
    asked.reduce((sum, one) => sum + one, 0),
    60,
  );
  assert.ok(asked.every((one) => one > 0));
});

test('a server that closes after each answer is no failure', async () => {
  const port = await serve((_request, response) => response.setHeader('connection', 'close').end('answer'));
  const result = await runLoad(job(port, numbered(9), 3));
  assert.deepEqual([result.succeeded, result.refused, result.broken], [9, 0, 0]);
});

test('without an end to the requests, the load ends with its time', async () => {
  let asked = 0;
  const port = await serve((_request, response) => {
    asked += 1;
    response.end('answer');
  });
  const result = await runLoad({ ...job(port, numbered(2)), seconds: 0.05, once: false });
  assert.equal(result.sent, asked, 'every request that was sent was waited for');
  assert.ok(result.succeeded <= asked);
  assert.equal(result.seconds, 0.05);
  assert.deepEqual([result.refused, result.broken], [0, 0]);
});

test('where nobody listens there is nothing to measure', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // listens on a port, never on a pipe
  await new Promise((resolve) => server.close(resolve));
  await assert.rejects(runLoad(job(port, numbered(1))), /ECONNREFUSED/);
});

test('one exchange gives the whole answer', async () => {
  const port = await serve((_request, response) => response.setHeader('X-Two', 'b').end('{"a":1}'));
  const answer = await exchange({ port, ca: undefined }, numbered(1)[0] ?? '');
  assert.equal(answer.status, 200);
  assert.equal(answer.body.toString(), '{"a":1}');
  assert.ok(answer.headers.some(([name, value]) => name === 'X-Two' && value === 'b'));
  assert.ok(answer.bytes > answer.body.length);
});
