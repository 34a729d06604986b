import { Redis } from 'ioredis';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import { StorageRefused, StorageUnavailable } from '../../storage/storage.ts';
import type { LimitStore } from '../limit-store.ts';

const CONNECT_MS = 2_000;
const ANSWER_MS = 1_000;
const MOST_BETWEEN_ATTEMPTS_MS = 1_000;
const NAMESPACE = 'rollcall:';

/**
 * Counts in Redis or Valkey. Windows end by its clock, and are removed by it.
 * @param url `redis://` or `rediss://` (TLS), with user, password and the number of the database where they are needed;
 * or `unix:///run/valkey/valkey.sock`
 * @throws StorageRefused with a sentence for the operator when it cannot be reached
 */
export async function openRedisLimitStore(url: string): Promise<LimitStore> {
  const { protocol, pathname } = new URL(url);
  const redis = new Redis(protocol === 'unix:' ? decodeURI(pathname) : url, {
    lazyConnect: true,
    connectTimeout: CONNECT_MS,
    commandTimeout: ANSWER_MS,
    // While it is away, calls are refused at once: nothing waits, nothing is sent later that was refused meanwhile.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt, 10), MOST_BETWEEN_ATTEMPTS_MS),
    connectionName: 'rollcall',
  });
  let failure: Error | undefined;
  // A connection that breaks is made again; whoever asks meanwhile is told.
  redis.on('error', (error: Error) => {
    failure = error;
  });
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    redis.disconnect();
    const cause = failure ?? error;
    throw new StorageRefused(
      `The store of the limits ${placeOf(url)} cannot be used: ${reasonOf(cause)}. Check --rate-limit-url.`,
      { cause },
    );
  }
  return {
    counter: (kind, points, duration) =>
      new RateLimiterRedis({
        storeClient: redis,
        rejectIfRedisNotReady: true,
        keyPrefix: NAMESPACE + kind,
        points,
        duration,
      }),
    check: async () => {
      await redis.ping().catch((cause: unknown) => {
        throw new StorageUnavailable(`The store of the limits ${placeOf(url)} does not answer.`, { cause });
      });
    },
    sweep: async () => undefined,
    close: async () => redis.disconnect(),
  };
}

/** As it may be shown: without user and password. */
function placeOf(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
