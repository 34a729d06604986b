import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultyStorage } from '../http/faulty-storage.ts';
import { Administration } from './administration.ts';

test('an operator sees how the deployment is, and what it did', async () => {
  await using admin = await Administration.start({ limits: { perMinute: 100, perHour: 0 }, apiVersions: ['v1'] });
  const { service, storage } = admin;
  const accounts = [await service.account([{}, { state: 'SUSPENDED' }]), await service.account([{}])];
  const [accountId = ''] = accounts;
  const client = await service.client(accountId);
  const token = await service.token(client);
  const users = `/v1/accounts/${accountId}/users`;
  await service.call(token, 'GET', users);
  await service.call('x', 'GET', users);
  const now = service.clock.now();
  const hour = Math.floor(now / 3_600_000) * 3_600_000;
  const counts = { calls: 5, refused: 1, limited: 0, failed: 0 };
  const hours = [hour, hour - 23 * 3_600_000, hour - 24 * 3_600_000];
  await storage.recordUsage(hours.map((each) => ({ clientId: client.clientId, hour: each, ...counts })));

  const { status, json } = await admin.call(await admin.operator(), 'GetDeployment');

  assert.equal(status, 200);
  assert.match(json.version, /^\d+\.\d+\.\d+/);
  assert.equal(json.node_version, process.versions.node);
  assert.deepEqual([json.ready, json.storage, json.base_url], [true, 'memory', service.app.baseUrl]);
  assert.deepEqual([json.time, json.start_time], ['2026-03-01T12:00:00.000Z', '2026-03-01T12:00:00Z']);
  assert.deepEqual(json.api_versions, ['v1']);
  assert.deepEqual(json.limits, { requests_per_minute: 100, requests_per_hour: 0 });
  assert.deepEqual([json.accounts, json.applications, json.active_people, json.suspended_people], [2, 1, 2, 1]);
  assert.ok(json.connections >= 1 && json.memory_bytes > 1_000_000);
  assert.deepEqual(json.requests, { total: 3, refused: 1, limited: 0, failed: 0 });
  assert.deepEqual(json.hours, [
    { hour: '2026-02-28T13:00:00Z', ...counts },
    { hour: '2026-03-01T12:00:00Z', ...counts },
  ]);
});

test('a server that cannot do its work says so, as long as it can say anything', async () => {
  await using admin = await Administration.start({
    wrapStorage: faultyStorage(['check'], new Error('full')),
  });
  const { json } = await admin.call(await admin.operator(), 'GetDeployment');
  assert.equal(json.ready, false);
});
