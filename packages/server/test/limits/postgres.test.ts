import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { systemClock } from '../../src/domain/clock.ts';
import { createLimits } from '../../src/limits/create-limits.ts';
import { openPostgresLimitStore } from '../../src/limits/shared/postgres-limit-store.ts';
import { Database } from '../../src/storage/postgres/database.ts';
import { openPostgresStorage } from '../../src/storage/postgres/open.ts';
import { testCluster } from '../postgres/test-cluster.ts';
import { describeLimits } from './limits-contract.ts';

const PATIENCE_MS = 60_000;
const cluster = testCluster();
let migrated: Promise<string> | undefined;

describeLimits('counted in PostgreSQL by three servers', async () => {
  migrated ??= migratedDatabase();
  const url = await migrated;
  const databases = [1, 2, 3].map(
    () => new Database({ url, connectMs: PATIENCE_MS, queryMs: PATIENCE_MS, connections: 3 }),
  );
  await databases[0]?.write({ name: undefined, text: 'TRUNCATE rollcall.limit_counts' });
  mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-03-01T12:00:00Z') });
  const [first, ...others] = databases.map((database) => {
    const store = openPostgresLimitStore(database);
    return createLimits({ store, clock: systemClock, observe: () => {} });
  });
  if (first === undefined) throw new Error('there is a first one');
  return {
    servers: [first, ...others],
    advance: async (seconds) => mock.timers.setTime(Date.now() + seconds * 1000),
    slackSeconds: 0,
    close: async () => {
      mock.timers.reset();
      for (const database of databases) await database.close();
    },
  };
});

test('windows that are long over are removed, however many there are', async () => {
  const url = await migratedDatabase();
  const database = new Database({ url, connectMs: PATIENCE_MS, queryMs: PATIENCE_MS, connections: 1 });
  const fill = `INSERT INTO rollcall.limit_counts SELECT 'failures:' || n, 1,
    CASE WHEN n <= 2 THEN (extract(epoch FROM clock_timestamp()) * 1000)::bigint ELSE n END FROM generate_series(1, 25000) n`;
  await database.write({ name: undefined, text: fill });
  await openPostgresLimitStore(database).sweep();
  const left = await database.read({ name: undefined, text: 'SELECT count(*) AS windows FROM rollcall.limit_counts' });
  await database.close();
  assert.deepEqual(left, { windows: 2 });
});

async function migratedDatabase(): Promise<string> {
  const url = await cluster().createDatabase();
  await (await openPostgresStorage({ url, role: 'administration' })).close();
  return url;
}
