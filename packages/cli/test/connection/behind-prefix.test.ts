import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { it, type TestContext } from 'node:test';
import { startLoginScene } from './login-scene.ts';

const PREFIX = '/rollcall';

it('a client reaches a server that a proxy serves below a path', async (context) => {
  const scene = await startLoginScene(context, ['--http']);
  const proxy = await startProxy(context, scene.baseUrl);
  const login = (url: string) => {
    const flags = ['--base-url', url, ...scene.flags.slice(scene.flags.indexOf('--account'))];
    const stored = ['--client-secret-stdin', '--secret-store', 'file'];
    return scene.run(['login', ...flags, ...stored], { input: `${scene.secret}\n` });
  };

  const { code, stderr } = await login(`${proxy}${PREFIX}/`);
  assert.equal(code, 0, stderr);
  const whoami = JSON.parse((await scene.run(['whoami', '--json'])).stdout);
  assert.equal(whoami.base_url, `${proxy}${PREFIX}`);
  const { stdout } = await scene.run(['users', 'list', '--suspended', '--output', 'csv']);
  assert.match(stdout, /petra\.novotna@example\.com/);

  const refused = await login(`${proxy}${PREFIX}/v1`);
  assert.match(refused.stderr, /--base-url: .+ is refused\. Allowed: .+ without path family/);
});

/** Takes the prefix off, like the proxy of docs/guides/run-in-production.md. @returns its URL, without the prefix */
async function startProxy(context: TestContext, target: string): Promise<string> {
  const server = createServer((incoming, outgoing) => {
    const path = incoming.url?.slice(PREFIX.length);
    if (!incoming.url?.startsWith(`${PREFIX}/`)) return outgoing.writeHead(404).end();
    const passed = request(`${target}${path}`, { method: incoming.method, headers: incoming.headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    passed.on('error', () => outgoing.destroy());
    return incoming.pipe(passed);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on a port
}
