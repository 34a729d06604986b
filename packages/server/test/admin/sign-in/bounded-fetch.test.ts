import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { boundedFetch } from '../../../src/admin/sign-in/sso/bounded-fetch.ts';

const MEBIBYTE = 1024 * 1024;
const OPTIONS = { method: 'GET', headers: {}, body: undefined, redirect: 'manual' } as const;

test('an answer of a provider is taken as it is, up to a mebibyte', async (context) => {
  const url = await serve(context, (response) => response.writeHead(201, { 'x-it': 'yes' }).end('x'.repeat(MEBIBYTE)));
  const response = await boundedFetch(url, OPTIONS);
  assert.deepEqual([response.status, response.headers.get('x-it')], [201, 'yes']);
  assert.equal((await response.text()).length, MEBIBYTE);
  const empty = await boundedFetch(await serve(context, (answer) => answer.writeHead(204).end()), OPTIONS);
  assert.deepEqual([empty.status, await empty.text()], [204, '']);
  const moved = await serve(context, (answer) => answer.writeHead(302, { location: 'https://example.net/' }).end());
  assert.equal((await boundedFetch(moved, OPTIONS)).status, 302);
});

test('one without an end is let go of', async (context) => {
  const gone = Promise.withResolvers<void>();
  const url = await serve(context, (response) => {
    response.on('close', gone.resolve);
    const more = () => {
      while (!response.destroyed && response.write('x'.repeat(65_536)));
    };
    response.on('drain', more);
    more();
  });
  const response = await boundedFetch(url, OPTIONS);
  await assert.rejects(response.json(), /more than 1048576 bytes/);
  await gone.promise;
});

async function serve(context: TestContext, answer: (response: ServerResponse) => unknown): Promise<string> {
  const server = createServer((_, response) => void answer(response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo; // it listens on a port
  return `http://127.0.0.1:${port}/`;
}
