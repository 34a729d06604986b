import assert from 'node:assert/strict';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { CONTROL_OPERATIONS, type ControlOperation } from '@rollcall/contract/sandbox';
import { CONTROL_BASE_PATH, sandboxOpenApiDocument } from '@rollcall/contract/sandbox/openapi';
import { type Sandbox, startSandbox } from '../../../src/sandbox/index.ts';
import { assertRefused, control } from './controls.ts';

const OPERATIONS: readonly ControlOperation[] = CONTROL_OPERATIONS;

describe('the controls', () => {
  let sandbox: Sandbox;
  let port: number;
  before(async () => {
    sandbox = await startSandbox();
    port = Number(new URL(sandbox.controlUrl ?? '').port);
  });
  after(() => sandbox.close());

  const real = (path: string) => path.replace('{account}', sandbox.accountId).replaceAll(/\{\w+\}/g, 'nobody');

  test('refuse whatever a web page could send', async () => {
    const refused = [
      { origin: 'https://example.com' },
      { origin: 'null' },
      { origin: sandbox.controlUrl ?? '' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'same-origin' },
      { host: 'evil.example.com' },
      { host: `evil.example.com:${port}` },
      { host: 'localhost.evil.example.com' },
      { host: '127.0.0.1.evil.example.com' },
      { host: '[::2]' },
      { host: '10.0.0.1' },
    ];
    for (const headers of refused) {
      for (const { method, path } of OPERATIONS) {
        assertRefused(await control(sandbox, method, real(path), { headers }), 403, 'origin_refused');
      }
      assertRefused(await control(sandbox, 'GET', '/openapi.json', { headers }), 403, 'origin_refused');
      assertRefused(await control(sandbox, 'GET', '/nowhere', { headers }), 403, 'origin_refused');
    }
    for (const host of ['localhost', 'LOCALHOST:1', '127.0.0.1:65535', '[::1]', `[::1]:${port}`]) {
      assert.equal((await control(sandbox, 'GET', '', { headers: { host } })).status, 200, host);
    }
    const typed = await control(sandbox, 'GET', '', { headers: { 'sec-fetch-site': 'none' } });
    assert.equal(typed.status, 200);
    assert.equal(typed.headers['x-content-type-options'], 'nosniff');
  });

  test('are the same with their colon written as %3A', async () => {
    for (const verb of ['%3Await', '%3await']) {
      const path = real(`/accounts/{account}/journal${verb}?operation=RevokeToken&timeout_ms=1`);
      assert.deepEqual((await control(sandbox, 'GET', path)).json, { met: false, entries: [] });
    }
    assert.equal((await control(sandbox, 'POST', real('/accounts/{account}%3Areset'))).status, 204);
    const people = await control(sandbox, 'GET', real('/accounts/{account}/people?kind=%3Aowner'));
    assert.equal(people.json.message, 'invalid_control');
  });

  test('answer wrong methods with the right ones', async () => {
    const byPath = Map.groupBy(OPERATIONS, ({ path }) => path);
    for (const [path, group] of byPath) {
      const allowed: readonly string[] = group.map(({ method }) => method);
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND']) {
        if (allowed.includes(method)) continue;
        const answer = await control(sandbox, method, real(path));
        assert.equal(answer.status, 405, `${method} ${path}`);
        assert.equal(answer.headers.allow, allowed.join(', '));
        if (method === 'HEAD') assert.equal(answer.text, '');
        else assert.equal(answer.json.message, 'method_not_allowed');
      }
    }
    const answer = await control(sandbox, 'POST', '/openapi.json');
    assertRefused(answer, 405, 'method_not_allowed');
    assert.equal(answer.headers.allow, 'GET');
  });

  test('say that there is no such path, or account', async () => {
    const paths = [
      '/',
      '/Accounts',
      '/accounts/',
      '/accounts/x:',
      `/accounts/${sandbox.accountId}:explode`,
      `/accounts/${sandbox.accountId}/clock:rewind`,
      `/accounts/${sandbox.accountId}/clock/`,
      '/sandbox',
      '/sandbox/v2',
      '/sandboxes',
    ];
    for (const path of paths) assertRefused(await control(sandbox, 'GET', path), 404, 'path_not_found');
    const bodies: Partial<Record<string, object>> = {
      AdvanceClockRequest: { seconds: 1 },
      SetClockRequest: { frozen: true },
      UpdateAccountRequest: { strict: true },
      SandboxCutOver: { sunset_time: '2030-01-01T00:00:00Z' },
      CreateFaultRequest: { kind: 'html', operation: '*' },
      CreatePersonRequest: { email: 'a@example.com', display_name: 'A' },
      UpdatePersonRequest: { role: 'owner' },
      GeneratePeopleRequest: { count: 1 },
      UpdateApplicationRequest: { scopes: ['list_users'] },
      AssertJournalRequest: { expectations: [{}] },
    };
    for (const { id, method, path, body } of OPERATIONS) {
      if (!path.includes('{account}')) continue;
      const sent = body && { body: bodies[body] ?? {} };
      for (const account of ['AAAAAAAAAAAAAAAAAAAAAAAAAA', '%00', '__proto__', 'x'.repeat(1000)]) {
        const query = id === 'WaitForRequests' ? '?count=1&timeout_ms=1' : '';
        const answer = await control(
          sandbox,
          method,
          path.replace('{account}', account).replaceAll(/\{\w+\}/g, 'x') + query,
          sent,
        );
        assertRefused(answer, 404, 'not_found');
      }
    }
  });

  test('refuse junk, naming what is wrong, wherever something is taken', async () => {
    const junk = ['{', 'null', '[]', '"text"', '12', '{"unheard_of":1}', '\0', '<html>', 'a=b'];
    for (const { method, path, body } of OPERATIONS) {
      if (body === undefined) continue;
      for (const raw of junk)
        assertRefused(await control(sandbox, method, real(path), { raw }), 400, 'invalid_control');
      const latin = await control(sandbox, method, real(path), { raw: Uint8Array.of(0xff, 0xfe, 0x7b) });
      assertRefused(latin, 400, 'invalid_control');
    }
    for (const { method, path, query } of OPERATIONS) {
      if (query === undefined) continue;
      assertRefused(await control(sandbox, method, `${real(path)}?unheard_of=1`), 400, 'invalid_control');
    }
    for (const path of ['/%', '/%zz', '/accounts/%ff%fe']) {
      assertRefused(await control(sandbox, 'GET', path), 400, 'invalid_control');
    }
  });

  test('take a body of whatever media type, and none where none is needed', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=utf-8']) {
      const headers = { 'content-type': type };
      const path = `/accounts/${sandbox.accountId}/clock`;
      const answer = await control(sandbox, 'PATCH', path, { headers, raw: '{"frozen":false}' });
      assert.equal(answer.status, 200, type);
    }
    const headers = { 'content-type': 'application/json' };
    assert.equal((await control(sandbox, 'POST', '/accounts', { headers })).status, 201);
  });

  test('refuse a body that is too large without reading it, and go on', async () => {
    const answer = await new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
      const headers = { 'content-length': String(129 * 2 ** 20) };
      const outgoing = request({ port, host: '127.0.0.1', method: 'POST', path: '/sandbox/v1/accounts', headers });
      outgoing.on('response', (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part) => {
          text += part;
        });
        response.on('end', () => {
          outgoing.destroy();
          resolve({ status: response.statusCode, text });
        });
      });
      outgoing.on('error', reject).write('{');
    });
    assert.equal(answer.status, 400);
    assert.match(answer.text, /too large/);
    assert.equal((await control(sandbox, 'GET', '')).status, 200);
  });

  test('go on after bytes that are no HTTP, and callers that go away in the middle', async () => {
    for (const bytes of [
      '\x16\x03\x01\x02\x00',
      'GET / HTTP/9\r\n\r\n',
      'POST /sandbox/v1/accounts HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{',
    ]) {
      await new Promise<void>((resolve) => {
        const socket = connect(port, '127.0.0.1', () => socket.end(bytes));
        socket
          .on('error', () => {})
          .resume()
          .on('close', () => resolve());
      });
    }
    assert.equal((await control(sandbox, 'GET', '')).status, 200);
  });

  test('publish their document, with the address they are called at', async () => {
    const answer = await control(sandbox, 'GET', '/openapi.json');
    assert.equal(answer.status, 200);
    const expected = sandboxOpenApiDocument(sandbox.controlUrl ?? '');
    assert.deepEqual(answer.json, JSON.parse(JSON.stringify(expected)));
    assert.ok(CONTROL_BASE_PATH in answer.json.paths);
  });

  test('keep no listener of a request on a connection that carries many', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const warnings: Error[] = [];
    const note = (warning: Error) => warnings.push(warning);
    process.on('warning', note);
    try {
      for (let count = 0; count < 50; count++) {
        const { status } = await control(sandbox, 'GET', `/accounts/${sandbox.accountId}/clock`, { agent });
        assert.equal(status, 200);
      }
      await new Promise((resolve) => setImmediate(resolve)); // a warning is told of in the next turn
      assert.deepEqual(warnings, []);
    } finally {
      process.off('warning', note);
      agent.destroy();
    }
  });
});

test('beyond loopback, the controls may be called by any name, but by no page', async () => {
  await using sandbox = await startSandbox({ control: { host: '0.0.0.0', port: 0 } });
  assert.match(sandbox.controlUrl ?? '', /^http:\/\/localhost:\d+$/);
  assert.equal((await control(sandbox, 'GET', '', { headers: { host: 'sandbox:9000' } })).status, 200);
  const headers = { host: 'sandbox:9000', origin: 'http://sandbox:9000' };
  assertRefused(await control(sandbox, 'GET', '', { headers }), 403, 'origin_refused');
});
