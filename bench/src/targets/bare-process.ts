/**
 * The base of every ratio: `node:http` (or `node:https`) and nothing else. It answers every request with the next of the
 * answers it was given: the same headers and the same bytes as the candidate's, without the work behind them.
 */
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { BareListener } from './bare.ts';

function listenerFor({ answers, tls }: BareListener): Server {
  const ready = answers.map(({ status, headers, body }) => ({
    status,
    headers: headers.flat(),
    body: Buffer.from(body, 'base64'),
  }));
  let turn = 0;
  const answer: RequestListener = (_request, response) => {
    const next = ready[turn];
    turn = turn + 1 < ready.length ? turn + 1 : 0;
    if (next === undefined) return void response.writeHead(500).end();
    response.writeHead(next.status, next.headers).end(next.body);
  };
  return tls === undefined ? createServer(answer) : createTlsServer({ cert: tls, key: tls }, answer);
}

process.on('message', async (listeners: BareListener[]) => {
  const ports: number[] = [];
  for (const listener of listeners) {
    const server = listenerFor(listener);
    server.keepAliveTimeout = 72_000;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ports.push((server.address() as AddressInfo).port); // listens on a port, never on a pipe
  }
  process.send?.(ports);
});
process.on('disconnect', () => process.exit());
