import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, it, type TestContext } from 'node:test';
import { Cluster } from '@rollcall/test-postgres';
import { tokenOf } from '../../packages/cli/test/support/call.ts';
import { rollcallJson, startService, temporaryFolder } from '../../packages/cli/test/support/rollcall.ts';
import { read } from './support/repository.ts';

/** The real HAProxy with deploy/haproxy/haproxy.cfg, before three real servers, where the machine has one. */

const PROGRAM = ['haproxy', '/usr/sbin/haproxy'].find((name) => spawnSync(name, ['-v']).status === 0);
const skip =
  PROGRAM === undefined
    ? 'there is no haproxy here'
    : spawnSync('openssl', ['version']).error !== undefined
      ? 'there is no openssl here'
      : false;

/** Where a server is, as it says when it is ready. */
interface Place {
  readonly line: { readonly base_url: string; readonly telemetry_url: string };
}

/** The configuration with a certificate made for it; `edit` puts in what differs from the containers. */
function writeConfiguration(folder: string, edit: (config: string) => string): string {
  const [key, certificate] = [join(folder, 'tls.pem.key'), join(folder, 'tls.pem')];
  const subject = ['-subj', '/CN=localhost', '-days', '1', '-keyout', key, '-out', certificate];
  spawnSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...subject]);
  const path = join(folder, 'haproxy.cfg');
  writeFileSync(path, edit(read('deploy/haproxy/haproxy.cfg').replace('/run/secrets/tls.pem', certificate)));
  return path;
}

describe('the load balancer', { skip }, () => {
  let cluster: Cluster;
  before(async () => {
    cluster = await Cluster.start();
  });
  after(() => cluster?.remove());

  it('accepts its configuration as it is', async (context) => {
    const path = writeConfiguration(await temporaryFolder(context), (config) => config);
    const { status, stderr } = spawnSync(PROGRAM ?? '', ['-c', '-f', path], { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    // The servers' names are known among the containers only; it says so, and asks again while it runs.
    const findings = stderr.split('\n').filter((line) => /^\[(WARNING|ALERT)/.test(line));
    assert.deepEqual(
      findings.filter((line) => !line.includes('could not resolve address')),
      [],
    );
  });

  it('loses no request while servers stop and die, and answers in the form of the API when all are gone', async (context) => {
    const folder = await temporaryFolder(context);
    const env = { ROLLCALL_DATABASE_URL: await cluster.createDatabase() };
    const application = await makeApplication(env);
    const flags = ['serve', '--http', '--behind-proxy', '127.0.0.1', '--rate-limit-per-minute', '0'];
    const servers = await Promise.all(
      [1, 2, 3].map(() => startService(context, [...flags, '--rate-limit-per-hour', '0'], { env, cwd: folder })),
    );
    const socket = await startBalancer(context, folder, servers);
    const [first, second, third] = servers;
    assert.ok(first && second && third);
    const token = await tokenOf(first.line, application);
    const call = () => callThrough(socket, `/v1/accounts/${application.accountId}/users`, `Bearer ${token}`);
    await until(async () => (await call()).status === 200);

    let done = false;
    const statuses: number[] = [];
    const callers = Array.from({ length: 4 }, async () => {
      while (!done) statuses.push((await call()).status);
    });
    await until(async () => statuses.length >= 50);
    assert.equal(await first.stop('SIGTERM'), 0);
    await second.stop('SIGKILL');
    const reached = statuses.length;
    await until(async () => statuses.length >= reached + 50);
    done = true;
    await Promise.all(callers);
    assert.deepEqual([...new Set(statuses)], [200]);

    await third.stop();
    await until(async () => (await call()).status === 503);
    const refused = await call();
    assert.deepEqual(JSON.parse(refused.body), { code: 14, message: 'unavailable', details: [] });
    assert.equal(refused.retryAfter, '2');
    assert.equal(JSON.parse((await callThrough(socket, '/v1/oauth/token', '')).body).error, 'temporarily_unavailable');
  });
});

describe('a request whose connection breaks', { skip }, () => {
  it('goes to another server, unless it could do something twice in the management API', async (context) => {
    const folder = await temporaryFolder(context);
    const arrived: string[] = [];
    const servers = await Promise.all([1, 2, 3].map(() => startBreaking(context, arrived)));
    const socket = await startBalancer(context, folder, servers);
    for (const [method, path, times] of [
      ['POST', '/admin/v1/accounts', 1],
      ['DELETE', '/admin/v1/session', 1],
      ['POST', '/v1/accounts/A/users/B:suspend', 2],
      ['GET', '/admin/v1/accounts', 2],
    ] as const) {
      // A server that breaks is out until the next check of it.
      await until(async () => (await callThrough(socket, '/ready', '')).status === 200);
      arrived.length = 0;
      await callThrough(socket, path, 'Bearer none', method);
      const asked = arrived.filter((each) => each === `${method} ${path}`).length;
      assert.ok(times === 1 ? asked === 1 : asked >= times, `${method} ${path} arrived ${asked} times`);
    }
  });
});

/** Ready by its own account; breaks the connection of whatever is asked but `/ready`, and notes what that was. */
async function startBreaking(context: TestContext, arrived: string[]): Promise<Place> {
  const server = createServer((incoming, outgoing) => {
    if (/^\/ready/.test(incoming.url ?? '')) return outgoing.end();
    arrived.push(`${incoming.method} ${incoming.url}`);
    return incoming.socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on a port
  return { line: { base_url: url, telemetry_url: url } };
}

/** In an account of its own, which has nobody in it. */
async function makeApplication(env: Readonly<Record<string, string>>) {
  const account = await rollcallJson(['account', 'create', '--name', 'Acme'], { env });
  const wanted = ['--account', account.id, '--name', 'Review', '--scope', 'list_users'];
  const redirect = ['--redirect-url', 'https://partner.example.com/callback'];
  const made = await rollcallJson(['application', 'create', ...wanted, ...redirect], { env });
  return { accountId: String(account.id), clientId: String(made.client_id), secret: String(made.client_secret) };
}

/** @returns the socket that its clients connect to: a Unix socket needs no free port */
async function startBalancer(context: TestContext, folder: string, servers: readonly Place[]): Promise<string> {
  const socket = join(folder, 'clients.sock');
  const config = writeConfiguration(folder, (given) =>
    servers.reduce(
      (edited, { line }, index) => {
        const name = `rollcall-${index + 1}`;
        const { host } = new URL(line.base_url.replace('localhost', '127.0.0.1'));
        return edited.replace(`${name} ${name}:8443`, `${name} ${host} port ${new URL(line.telemetry_url).port}`);
      },
      given
        .replace('bind :8443', `bind unix@${socket}`)
        .replace('127.0.0.1:8405', `unix@${join(folder, 'health.sock')}`),
    ),
  );
  const child = spawn(PROGRAM ?? '', ['-db', '-f', config], { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(child, 'close');
  context.after(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  await until(async () => {
    assert.equal(child.exitCode, null, said);
    return existsSync(socket);
  });
  return socket;
}

interface Called {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly body: string;
}

async function callThrough(socketPath: string, path: string, authorization: string, method = 'GET'): Promise<Called> {
  const headers = { host: 'localhost', authorization };
  // A certificate made a moment ago, for this test.
  const sent = request({ socketPath, path, method, headers, rejectUnauthorized: false, agent: false });
  sent.end();
  const [answer] = await once(sent, 'response');
  return { status: answer.statusCode, retryAfter: answer.headers['retry-after'], body: await text(answer) };
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (!(await condition())) {
    assert.ok(performance.now() < deadline, 'it did not come to pass');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
