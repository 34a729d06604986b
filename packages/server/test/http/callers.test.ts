import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CallLog } from '../../src/http/call-log.ts';
import { type CallRecord, StorageUnavailable } from '../../src/storage/storage.ts';
import { ManualClock } from '../service/manual-clock.ts';
import { Service, somebody } from '../service/service.ts';
import { storageWith } from './faulty-storage.ts';

test('who calls with what version is known per application once the service has stopped', async () => {
  const service = await Service.start();
  const person = somebody(0);
  const [first, second] = [
    await service.client(await service.account([person])),
    await service.client(await service.account()),
  ];
  const startedAt = service.clock.now();
  const call = async (client: typeof first, version: string, userAgent: string | undefined) => {
    const token = await service.token(client);
    const headers: Record<string, string> = userAgent === undefined ? {} : { 'user-agent': userAgent };
    await service.call(token, 'GET', `/${version}/accounts/${client.accountId}/users`, { headers });
    service.clock.advance(1);
  };
  await call(first, 'v1', 'Go-http-client/1.1');
  await call(first, 'v1', 'Go-http-client/1.1');
  await call(first, 'v1beta1', 'Go-http-client/1.1');
  await call(first, 'v1', undefined);
  await call(second, 'v1', 'x'.repeat(5000));
  await service.app.close();

  const calls = async ({ clientId }: typeof first) =>
    [...(await service.storage.listCalls(clientId))].sort((a, b) => a.firstAt - b.firstAt);
  const { clientId } = first;
  assert.deepEqual(await calls(first), [
    {
      clientId,
      userAgent: 'Go-http-client/1.1',
      apiVersion: 'v1',
      calls: 2,
      firstAt: startedAt,
      lastAt: startedAt + 1000,
    },
    {
      clientId,
      userAgent: 'Go-http-client/1.1',
      apiVersion: 'v1beta1',
      calls: 1,
      firstAt: startedAt + 2000,
      lastAt: startedAt + 2000,
    },
    { clientId, userAgent: '(none)', apiVersion: 'v1', calls: 1, firstAt: startedAt + 3000, lastAt: startedAt + 3000 },
  ]);
  assert.deepEqual(
    (await calls(second)).map(({ userAgent }) => userAgent),
    ['x'.repeat(256)],
  );
  await service.storage.close();
});

test('a refused call counts as soon as the application is known', async () => {
  const service = await Service.start();
  const client = await service.client(await service.account(), ['get_user']);
  const token = await service.token(client);
  const headers = { 'user-agent': 'soar/1' };
  await service.call(token, 'GET', `/v1/accounts/${client.accountId}/users`, { headers });
  await service.call('nonsense', 'GET', `/v1/accounts/${client.accountId}/users`, { headers });
  await service.app.close();

  assert.deepEqual(
    (await service.storage.listCalls(client.clientId)).map(({ calls }) => calls),
    [1],
  );
  await service.storage.close();
});

async function callLog() {
  const clock = new ManualClock();
  const written: CallRecord[][] = [];
  let away = true;
  await using service = await Service.start();
  const storage = storageWith(service.storage, {
    recordCalls: async (records) => {
      if (away) throw new StorageUnavailable('away');
      written.push([...records]);
    },
  });
  const comeBack = () => {
    away = false;
  };
  return { clock, written, storage, comeBack, log: new CallLog(clock) };
}

test('counts that could not be written are written with those that came since', async () => {
  const { clock, written, storage, comeBack, log } = await callLog();
  const startedAt = clock.now();
  log.count('a', 'x', 'v1');
  log.count('b', 'x', 'v1');
  const failing = log.flush(storage);
  clock.advance(1);
  log.count('a', 'x', 'v1');
  await assert.rejects(failing, StorageUnavailable);
  comeBack();
  await log.flush(storage);
  await log.flush(storage);

  assert.equal(written.length, 1);
  const [a, b] = [...(written[0] ?? [])].sort((left, right) => left.clientId.localeCompare(right.clientId));
  assert.deepEqual([a?.calls, a?.firstAt, a?.lastAt], [2, startedAt, startedAt + 1000]);
  assert.deepEqual([b?.calls, b?.firstAt, b?.lastAt], [1, startedAt, startedAt]);
});

test('a caller with a new User-Agent each time takes a bounded place, and no call is lost', async () => {
  const { written, storage, comeBack, log } = await callLog();
  comeBack();
  for (let count = 0; count < 5000; count++) log.count('a', `agent ${count}`, 'v1');
  await log.flush(storage);

  const records = written[0] ?? [];
  assert.ok(records.length <= 1001);
  assert.equal(
    records.reduce((sum, { calls }) => sum + calls, 0),
    5000,
  );
  assert.ok((records.find(({ userAgent }) => userAgent === '(other)')?.calls ?? 0) > 3000);
});
