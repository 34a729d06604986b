import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { QUOTAS } from '@rollcall/contract';
import { provesItsStatus } from '../../service/proves-status.ts';
import { pipelinedStatuses } from '../pipelined.ts';
import { assertToldToWait, countsItsRequests } from '../quota.ts';
import { GET_USER, LIST_USERS, Scene, SUSPEND_USER } from '../scene.ts';

provesItsStatus(import.meta.filename);
countsItsRequests(LIST_USERS);

describe('the published limits', () => {
  test('100 a minute, all operations together, counted anew every minute', async () => {
    await using scene = await Scene.open(LIST_USERS, { limits: QUOTAS.users });
    const { accountId, member, token, service } = scene;
    const calls = [
      { token, method: 'POST', path: `/v1${SUSPEND_USER.path(accountId, member.id)}` },
      ...repeated(49, { token, method: 'GET', path: `/v1${GET_USER.path(accountId, member.id)}` }),
      ...repeated(51, { token, method: 'GET', path: `/v1beta1${LIST_USERS.path(accountId, '')}` }),
    ];

    for (let minute = 0; minute < 3; minute += 1) {
      assert.deepEqual(await pipelinedStatuses(service.app.baseUrl, calls), [...repeated(100, 200), 429]);
      service.clock.advance(59);
      assertToldToWait(await scene.call(), 1);
      service.clock.advance(1);
    }
    const { headers } = await scene.call();
    assert.equal(headers['ratelimit-policy'], '"minute";q=100;w=60, "hour";q=6000;w=3600');
    assert.equal(headers.ratelimit, '"minute";r=99;t=60, "hour";r=5699;t=3420');
  });

  test('6000 an hour', async () => {
    await using scene = await Scene.open(LIST_USERS, { limits: QUOTAS.users });
    const { accountId, member, service } = scene;
    const client = await service.client(accountId, undefined, { perMinute: 0 });
    const token = await service.token(client);
    const calls = repeated(6000, { token, method: 'GET', path: `/v1${GET_USER.path(accountId, member.id)}` });

    assert.deepEqual(await pipelinedStatuses(service.app.baseUrl, calls), repeated(6000, 200));
    assertToldToWait(await scene.call({ token }), 3600);
    service.clock.advance(3599);
    const later = await service.token(client);
    assertToldToWait(await scene.call({ token: later }), 1);
    service.clock.advance(1);
    assert.equal((await scene.call({ token: later })).headers.ratelimit, '"hour";r=5999;t=3600');
  });
});

function repeated<T>(count: number, value: T): T[] {
  return Array.from({ length: count }, () => value);
}
