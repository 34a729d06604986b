import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryLog } from '../../http/memory-log.ts';
import { provesItsStatus } from '../../service/proves-status.ts';
import { answersAsTheVerbWould } from '../dry-run.ts';
import { CHECK_SUSPEND_USER, Scene, SUSPEND_USER } from '../scene.ts';

provesItsStatus(import.meta.filename);
answersAsTheVerbWould(CHECK_SUSPEND_USER, SUSPEND_USER);

test('the operator sees it under a name of its own: a read in the log, in the metrics, among the calls', async () => {
  const { lines, logger } = memoryLog();
  const scene = await Scene.open(CHECK_SUSPEND_USER, { logger, telemetry: { host: '127.0.0.1', port: 0 } });
  await scene.call({ headers: { 'user-agent': 'soar/1' } });
  await scene.call({ userId: scene.owner.id, headers: { 'user-agent': 'soar/1' } });
  const metrics = await (await fetch(`${scene.service.app.telemetryUrl}/metrics`)).text();
  await scene.service.app.close();
  const calls = await scene.service.storage.listCalls(scene.client.clientId);
  await scene.service.storage.close();

  const logged = lines.map((line) => JSON.parse(line)).filter(({ operation }) => operation === 'CheckSuspendUser');
  assert.deepEqual(
    logged.map(({ level, status, reason }) => [level, status, reason]),
    [
      ['debug', 200, undefined],
      ['info', 403, 'no_owner_remain'],
    ],
  );
  for (const status of [200, 403]) {
    assert.ok(metrics.includes(`rollcall_requests_total{operation="CheckSuspendUser",status="${status}"} 1`));
  }
  assert.deepEqual(
    calls.map(({ userAgent, calls }) => [userAgent, calls]),
    [['soar/1', 2]],
  );
});
