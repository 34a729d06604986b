import { after, before, describe } from 'node:test';
import { Redis } from 'ioredis';
import { createLimits } from '../../src/limits/create-limits.ts';
import { openRedisLimitStore } from '../../src/limits/shared/redis-limit-store.ts';
import { ManualClock } from '../service/manual-clock.ts';
import { describeLimits } from './limits-contract.ts';
import { noRedis, RedisServer } from './redis-server.ts';

/** Time passes in the server: every key is made so much older. */
const AGE = `
  for _, key in ipairs(redis.call('keys', '*')) do
    redis.call('pexpire', key, redis.call('pttl', key) - ARGV[1])
  end`;

describe('with a real server', { skip: noRedis }, () => {
  let redis: RedisServer;
  let administrator: Redis;
  before(async () => {
    redis = new RedisServer();
    await redis.start();
    administrator = new Redis(new URL(redis.url).pathname);
  });
  after(async () => {
    administrator.disconnect();
    await redis.remove();
  });

  describeLimits('counted in Redis or Valkey by three servers', async () => {
    await administrator.flushall();
    const clock = new ManualClock();
    const stores = await Promise.all([1, 2, 3].map(() => openRedisLimitStore(redis.url)));
    const [first, ...others] = stores.map((store) => createLimits({ store, clock, observe: () => {} }));
    if (first === undefined) throw new Error('there is a first one');
    return {
      servers: [first, ...others],
      advance: async (seconds) => {
        clock.advance(seconds);
        await administrator.eval(AGE, 0, String(seconds * 1000));
      },
      slackSeconds: 20,
      close: async () => {
        for (const store of stores) await store.close();
      },
    };
  });
});
