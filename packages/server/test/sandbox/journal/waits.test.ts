import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';
import { startFaultScene } from '../faults/fault-scene.ts';

const DEADLINE_MS = 10_000;

/** Timers that keep this process waiting. */
function timers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
}

async function until(isSo: () => boolean): Promise<void> {
  const deadline = performance.now() + DEADLINE_MS;
  while (!isSo()) {
    assert.ok(performance.now() < deadline, 'it did not happen');
    await new Promise(setImmediate);
  }
}

test('what was answered before the wait is met at once, even without time to wait', async (context) => {
  const { account: make } = await startFaultScene(context);
  const account = await make();
  const token = await account.token();
  await account.call(token, '/NOBODY');
  await account.call(token, '/NOBODY');
  const { json } = await account.control('GET', '/journal:wait?operation=GetUser&count=2&timeout_ms=0');
  assert.equal(json.met, true);
  assert.deepEqual(
    json.entries.map(({ sequence }: { sequence: number }) => sequence),
    [2, 3],
  );
});

test('what comes later ends the wait, and nothing else does', async (context) => {
  const { account: make } = await startFaultScene(context);
  const account = await make();
  const token = await account.token();
  const waiting = account.control('GET', '/journal:wait?operation=GetUser&count=2&after=2&status=404&timeout_ms=60000');
  let isOver = false;
  void waiting.then(() => {
    isOver = true;
  });
  await account.call(token, '/NOBODY'); // before `after`
  await account.call(token, '');
  await account.call(token, '/NOBODY');
  const before = await account.control('GET', '/journal:wait?operation=GetUser&count=2');
  assert.equal(before.json.met, true);
  assert.equal(isOver, false);
  await account.call(token, '/NOBODY');
  const { json } = await waiting;
  assert.equal(json.met, true);
  assert.equal(json.entries.length, 2);
});

test('when the time is over, it says so and tells what there was', async (context) => {
  const { account: make } = await startFaultScene(context);
  const account = await make();
  const token = await account.token();
  await account.call(token, '/NOBODY');
  const { status, json } = await account.control('GET', '/journal:wait?operation=GetUser&count=2&timeout_ms=1');
  assert.deepEqual([status, json.met, json.entries.length], [200, false, 1]);
});

test('an emptied journal is waited on; a reset, a removal and a stop end the wait', async (context) => {
  const { account: make, control, sandbox } = await startFaultScene(context);
  const account = await make();
  const at = `/accounts/${account.description.account_id}`;
  const wait = (path = at) => control('GET', `${path}/journal:wait?operation=IssueToken&count=2&timeout_ms=60000`);
  const idle = timers();
  await account.issueToken();
  const emptied = wait();
  await until(() => timers() > idle);
  await control('DELETE', `${at}/journal`);
  await account.issueToken();
  await account.issueToken();
  const { json } = await emptied;
  assert.deepEqual([json.met, json.entries.length], [true, 2]);
  await control('DELETE', `${at}/journal`);
  for (const [method, path] of [
    ['POST', `${at}:reset`],
    ['DELETE', at],
  ] as const) {
    const waiting = wait();
    await until(() => timers() > idle);
    await control(method, path);
    const refused = await waiting;
    assert.deepEqual([refused.status, refused.json.message], [404, 'not_found']);
    assert.match(refused.text, /reset or removed/);
    assert.equal(timers(), idle);
  }
  const stopped = assert.rejects(wait(`/accounts/${sandbox.accountId}`));
  await until(() => timers() > idle);
  await sandbox.close();
  await stopped;
  await until(() => timers() <= idle);
});

test('who goes away leaves nothing behind', async (context) => {
  const { account: make, sandbox } = await startFaultScene(context);
  const account = await make();
  const idle = timers();
  const path = `/sandbox/v1/accounts/${account.description.account_id}/journal:wait?timeout_ms=60000`;
  const leaving = request(new URL(path, sandbox.controlUrl), { agent: false });
  leaving.on('error', () => {});
  leaving.end();
  await until(() => timers() > idle);
  leaving.destroy();
  await until(() => timers() <= idle);
});
