import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { LimitStore } from '../../src/limits/limit-store.ts';
import { openRedisLimitStore } from '../../src/limits/shared/redis-limit-store.ts';
import { StorageRefused } from '../../src/storage/storage.ts';
import { Service, somebody } from '../service/service.ts';
import { noRedis, RedisServer } from './redis-server.ts';

const DEADLINE_MS = 30_000;

test('a store that cannot be reached is refused at start, without its password', async () => {
  await assert.rejects(openRedisLimitStore('redis://user:hunter2@127.0.0.1:1/3'), (error) => {
    assert.ok(error instanceof StorageRefused);
    assert.match(
      error.message,
      /redis:\/\/127\.0\.0\.1:1\/3 cannot be used: .*ECONNREFUSED.*Check --rate-limit-url\.$/,
    );
    assert.doesNotMatch(error.message, /hunter2|user/);
    return true;
  });
});

describe('a service whose Redis or Valkey goes away', { skip: noRedis }, () => {
  let redis: RedisServer;
  let limitStore: LimitStore;
  let service: Service;
  let token: string;
  let path: string;
  before(async () => {
    redis = new RedisServer();
    await redis.start();
    limitStore = await openRedisLimitStore(redis.url);
    service = await Service.start({ limitStore, limits: { perMinute: 10_000, perHour: 0 } });
    const person = somebody(0);
    const accountId = await service.account([person]);
    token = await service.token(await service.client(accountId));
    path = `/v1/accounts/${accountId}/users/${person.id}`;
  });
  after(async () => {
    await service[Symbol.asyncDispose]();
    await limitStore.close();
    await redis.remove();
  });

  const call = () => service.call(token, 'GET', path);
  const until = async (status: number) => {
    const deadline = performance.now() + DEADLINE_MS;
    for (;;) {
      const answer = await call();
      if (answer.status === status) return answer;
      assert.ok(performance.now() < deadline, `still ${answer.status}`);
    }
  };

  test('answers 503 while it is dead, and serves by itself when it is back', async () => {
    assert.equal((await call()).status, 200);
    await redis.kill();
    const answer = await until(503);
    assert.equal(answer.headers['retry-after'], '2');
    await assert.rejects(limitStore.check(), { name: 'StorageUnavailable' });
    for (let count = 0; count < 50; count += 1) assert.equal((await call()).status, 503);
    await redis.start();
    await until(200);
    await limitStore.check();
  });

  test('answers 503 while it is frozen, and serves by itself when it wakes', async () => {
    redis.signal('SIGSTOP');
    assert.equal((await call()).status, 503);
    redis.signal('SIGCONT');
    await until(200);
  });
});
