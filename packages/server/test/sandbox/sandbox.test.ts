import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { connect } from 'node:net';
import { test } from 'node:test';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { ManualClock } from '../service/manual-clock.ts';
import { type Answer, send } from '../service/request.ts';
import { basic } from '../service/service.ts';

async function tokenOf(sandbox: Sandbox): Promise<string> {
  const answer = await issueToken(sandbox);
  assert.equal(answer.status, 200, answer.text);
  return answer.json.access_token;
}

function issueToken(sandbox: Sandbox): Promise<Answer> {
  return send(sandbox.baseUrl, 'POST', '/v1/oauth/token', {
    headers: { authorization: basic(sandbox), 'content-type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=client_credentials',
  });
}

function call(sandbox: Sandbox, token: string, method: string, path: string): Promise<Answer> {
  const users = `/v1/accounts/${sandbox.accountId}/users`;
  return send(sandbox.baseUrl, method, users + path, { headers: { authorization: `Bearer ${token}` } });
}

test('over TLS, with the CA given back and gone with the sandbox', async () => {
  const sandbox = await startSandbox({ tls: true });
  assert.match(sandbox.baseUrl, /^https:\/\/localhost:\d+$/);
  assert.match(sandbox.ca ?? '', /^-----BEGIN CERTIFICATE-----/);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = () =>
    new Promise((resolve, reject) => {
      const url = `${sandbox.baseUrl}/.well-known/oauth-authorization-server`;
      const outgoing = request(url, { ca: sandbox.ca, agent }, (response) => {
        response.resume().on('end', () => resolve([response.statusCode, outgoing.reusedSocket]));
      });
      outgoing.on('error', reject).end();
    });
  try {
    assert.deepEqual(await ask(), [200, false]);
    await sandbox.reset();
    assert.deepEqual(await ask(), [200, true]); // a reset costs nobody a connection
  } finally {
    agent.destroy();
    await sandbox.close();
  }
  assert.ok(!existsSync(sandbox.caFile ?? ''));
});

test('a reset brings back people, kills tokens, and frees from limits and the guard against guessing', async () => {
  const clock = new ManualClock();
  await using sandbox = await startSandbox({ clock, limits: { perMinute: 3 } });
  const token = await tokenOf(sandbox);
  const member = await sandbox.userId('member');
  assert.equal((await call(sandbox, token, 'POST', `/${member}:suspend`)).json.state, 'SUSPENDED');
  assert.notEqual(await sandbox.userId('member'), member);
  while ((await call(sandbox, token, 'GET', `/${member}`)).status === 200);
  assert.equal((await call(sandbox, token, 'GET', `/${member}`)).status, 429);
  const impostor = { ...sandbox, clientSecret: 'wrong' };
  while ((await issueToken(impostor)).status === 401);
  assert.equal((await issueToken(sandbox)).status, 429);

  await sandbox.reset();
  assert.equal((await call(sandbox, token, 'GET', `/${member}`)).status, 401);
  const fresh = await tokenOf(sandbox);
  assert.equal((await call(sandbox, fresh, 'GET', `/${member}`)).json.state, 'ACTIVE');
  assert.equal(await sandbox.userId('member'), member);
});

test('resets that are asked for at once all happen, and a request under way is answered', async () => {
  await using sandbox = await startSandbox({ limits: { perMinute: 0, perHour: 0 } });
  const token = await tokenOf(sandbox);
  const member = await sandbox.userId('member');
  const socket = connect(Number(new URL(sandbox.baseUrl).port), '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (text) => {
    answer += text;
  });
  const ended = new Promise((resolve, reject) => socket.on('end', resolve).on('error', reject));
  const head = `Host: localhost\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n`;
  const path = `/v1/accounts/${sandbox.accountId}/users/${member}:reactivate`;
  // Authenticated, and waiting for its body, while the store behind it is replaced.
  await new Promise<unknown>((written) => socket.write(`POST ${path} HTTP/1.1\r\n${head}\r\n{`, written));
  while ((await call(sandbox, token, 'GET', '')).status !== 200);
  const answers = Array.from({ length: 20 }, () => call(sandbox, token, 'GET', ''));
  await Promise.all([sandbox.reset(), sandbox.reset(), sandbox.reset()]);
  socket.write('}');
  await ended;
  assert.match(answer, /^HTTP\/1\.1 (200|401) /);
  for (const { status } of await Promise.all(answers)) assert.ok(status === 200 || status === 401);
});

test('closing while a reset runs leaves nothing behind, and may be repeated', async () => {
  const sandbox = await startSandbox();
  const resetting = sandbox.reset();
  const late = assert.rejects(
    Promise.all([resetting, sandbox.close(), sandbox.reset()]),
    /^Error: The sandbox is closed\. Start another\.$/,
  );
  await Promise.all([late, sandbox.close(), sandbox[Symbol.asyncDispose]()]);
  await assert.rejects(fetch(sandbox.baseUrl));
});

test('a port that is taken is refused, with nothing left behind', async () => {
  await using sandbox = await startSandbox();
  const listen = { host: '127.0.0.1', port: Number(new URL(sandbox.baseUrl).port) };
  await assert.rejects(startSandbox({ listen, tls: true }), { code: 'EADDRINUSE' });
});

test('every kind of person is found, as they are now', async () => {
  await using sandbox = await startSandbox();
  const kinds = ['member', 'suspended', 'owner', 'administrator', 'externally_managed'] as const;
  const ids = await Promise.all(kinds.map((kind) => sandbox.userId(kind)));
  assert.equal(new Set(ids).size, kinds.length);
  // What somebody without types may ask for.
  await assert.rejects(sandbox.userId('robot' as 'owner'), RangeError);
  await using empty = await startSandbox({ seed: { accounts: [{ name: 'Acme' }] } });
  await assert.rejects(empty.userId('owner'), /nobody of the kind "owner"/);
});
