import assert from 'node:assert/strict';
import { Agent } from 'node:http';
import { connect } from 'node:net';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { startSandbox } from '../../../src/sandbox/index.ts';
import { Service } from '../../service/service.ts';
import { assertRefused, call, control, issueToken, makeAccount, tokenOf } from './controls.ts';

const UNLIMITED = { perMinute: 0, perHour: 0 };

test('changes of a whole account that are asked for at once happen one after the other', async () => {
  await using sandbox = await startSandbox({ limits: UNLIMITED });
  const account = await makeAccount(sandbox);
  const at = `/accounts/${account.account_id}`;
  await control(sandbox, 'POST', `${at}/snapshots`, { body: { name: 'first' } });
  const token = await tokenOf(account);
  const reads = Array.from({ length: 50 }, () => call(account, token, 'GET', ''));
  const changes = Array.from({ length: 10 }, (_, index) => [
    control(sandbox, 'POST', `${at}:reset`),
    control(sandbox, 'POST', `${at}/snapshots/first:restore`),
    control(sandbox, 'POST', `${at}/snapshots`, { body: { name: `n${index}` } }),
    control(sandbox, 'PATCH', at, { body: { limits: { per_minute: index + 1 } } }),
  ]).flat();
  for (const { status, text } of await Promise.all(changes)) assert.ok(status < 300, text);
  for (const { status } of await Promise.all(reads)) assert.ok([200, 401, 429].includes(status), String(status));
  assert.equal((await control(sandbox, 'GET', `${at}/snapshots`)).json.snapshots.length, 11);
  assert.equal((await issueToken(account)).status, 200);
});

test('an account that is deleted in the middle of everything is gone, with what is under way answered', async () => {
  await using sandbox = await startSandbox({ limits: UNLIMITED });
  const account = await makeAccount(sandbox);
  const bystander = await makeAccount(sandbox);
  const [token, other] = [await tokenOf(account), await tokenOf(bystander)];
  const at = `/accounts/${account.account_id}`;
  const { results } = (await call(account, token, 'GET', '')).json;
  const head = [
    `POST /v1/accounts/${account.account_id}/users/${results.at(-1).id}:suspend HTTP/1.1`,
    'Host: localhost',
    `Authorization: Bearer ${token}`,
    'Content-Type: application/json',
    'Content-Length: 2',
    'Connection: close',
  ].join('\r\n');
  // Authenticated, and waiting for its body, while the account goes away.
  const late = openRequest(account.base_url, `${head}\r\n\r\n{`);
  await late.written;
  const reads = Array.from({ length: 20 }, () => call(account, token, 'GET', ''));
  const others = Array.from({ length: 20 }, () => call(bystander, other, 'GET', ''));
  const controls = ['/clock', '/people', '/journal', '/snapshots', '/applications'].map((path) =>
    control(sandbox, 'GET', at + path),
  );
  const changes = [':reset', '/snapshots', '/people:generate', ':reset'].map((path) =>
    control(sandbox, 'POST', at + path, path.endsWith('generate') ? { body: { count: 5 } } : {}),
  );
  const deletes = [control(sandbox, 'DELETE', at), control(sandbox, 'DELETE', at), control(sandbox, 'DELETE', at)];
  for (const { status, json } of await Promise.all([...controls, ...changes, ...deletes])) {
    if (status >= 300) assert.deepEqual([status, json.message], [404, 'not_found']);
  }
  for (const { status } of await Promise.all(reads)) assert.ok([200, 401, 503].includes(status), String(status));
  for (const { status } of await Promise.all(others)) assert.equal(status, 200);
  late.finish('}');
  assert.match(await late.answer, /^HTTP\/1\.1 (200|401|503) /);
  assertRefused(await control(sandbox, 'GET', at), 404, 'not_found');
  assert.equal((await call(account, token, 'GET', '')).status, 401);
  assert.equal((await issueToken(account)).status, 401);
});

test('a reset of hundreds of accounts while others are made leaves none behind, and ids begin anew', async () => {
  await using sandbox = await startSandbox();
  const first = await makeAccount(sandbox);
  await Promise.all(Array.from({ length: 300 }, () => makeAccount(sandbox)));
  const token = await tokenOf(first);
  const made = Array.from({ length: 10 }, () => makeAccount(sandbox));
  const resets = [control(sandbox, 'POST', ':reset'), sandbox.reset(), control(sandbox, 'POST', ':reset')];
  const late = Array.from({ length: 10 }, () => makeAccount(sandbox));
  await Promise.all([...made, ...resets, ...late]);
  const { accounts } = (await control(sandbox, 'GET', '/accounts')).json;
  assert.ok(accounts.length <= 21, `${accounts.length} accounts are left`);
  assert.equal((await call(first, token, 'GET', '')).status, 401);
  await control(sandbox, 'POST', ':reset');
  assert.equal((await makeAccount(sandbox)).account_id, first.account_id);
});

test('hundreds of accounts that come and go leave nothing behind', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void; // what the flag has just added
  await using sandbox = await startSandbox({ limits: UNLIMITED });
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  const comeAndGo = async () => {
    const { json } = await control(sandbox, 'POST', '/accounts', { agent, body: {} });
    await control(sandbox, 'POST', `/accounts/${json.account_id}/snapshots`, { agent });
    assert.equal((await control(sandbox, 'DELETE', `/accounts/${json.account_id}`, { agent })).status, 204);
  };
  const used = () => {
    collect();
    const { heapUsed, rss } = process.memoryUsage();
    return { heap: heapUsed / 2 ** 20, whole: rss / 2 ** 20 };
  };
  const rounds = (count: number) => Promise.all(Array.from({ length: count }, comeAndGo));
  try {
    await rounds(100);
    const before = used();
    for (let done = 0; done < 500; done += 100) await rounds(100);
    const after = used();
    // Those that stayed would take some 17 MiB of objects, and, with their snapshots, some 250 MiB in all.
    assert.ok(after.heap - before.heap < 8, `${before.heap} MiB of objects became ${after.heap}`);
    assert.ok(after.whole - before.whole < 120, `${before.whole} MiB became ${after.whole}`);
  } finally {
    agent.destroy();
  }
});

test('a sandbox that is closed while its controls are used lets go of them', async () => {
  const sandbox = await startSandbox();
  const answers = Array.from({ length: 50 }, () => makeAccount(sandbox).catch(() => 'cut off'));
  await makeAccount(sandbox);
  const idle = openRequest(sandbox.controlUrl ?? '', 'POST /sandbox/v1/accounts HTTP/1.1\r\nHost: localhost\r\n');
  await idle.written;
  await sandbox.close();
  await Promise.all(answers);
  assert.equal(await idle.answer, '');
  await assert.rejects(control(sandbox, 'GET', ''), { code: 'ECONNREFUSED' });
});

test('there are controls in a sandbox that has them, and nowhere else', async () => {
  await using without = await startSandbox({ control: null });
  assert.equal(without.controlUrl, undefined);
  await using sandbox = await startSandbox();
  await using service = await Service.start();
  for (const baseUrl of [without.baseUrl, sandbox.baseUrl, service.app.baseUrl]) {
    for (const path of ['', '/accounts', '/openapi.json', `/accounts/${sandbox.accountId}/clock`]) {
      const response = await fetch(`${baseUrl}/sandbox/v1${path}`);
      const { message } = (await response.json()) as { message: string };
      assert.deepEqual([response.status, message], [404, 'path_not_found']);
    }
  }
});

/** A request of which a part is sent. */
function openRequest(baseUrl: string, part: string) {
  const socket = connect(Number(new URL(baseUrl).port), '127.0.0.1');
  let text = '';
  socket.setEncoding('utf8').on('data', (data) => {
    text += data;
  });
  return {
    written: new Promise<void>((resolve) => socket.write(part, () => resolve())),
    finish: (rest: string) => socket.write(rest),
    answer: new Promise<string>((resolve) => socket.on('error', () => {}).on('close', () => resolve(text))),
  };
}
