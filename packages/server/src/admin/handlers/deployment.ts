import type { Deployment } from '@rollcall/contract/admin';
import { toTimestamp } from '../../domain/clock.ts';
import type { Storage } from '../../storage/storage.ts';
import { packageVersion } from '../../telemetry/package-version.ts';
import type { AdminHandlers } from '../admin-call.ts';
import { accountsOnWire } from './account/account-on-wire.ts';
import { hourOnWire } from './application/usage.ts';

const HOUR_MS = 3_600_000;
const HOURS = 24;

export const deploymentHandlers = {
  GetDeployment: async ({ services }) => {
    const { storage, clock, metrics, limits } = services;
    // The hour that runs counts as one.
    const since = (Math.floor(clock.now() / HOUR_MS) - HOURS + 1) * HOUR_MS;
    const [ready, accounts, hours] = await Promise.all([
      services.isReady(),
      listAccounts(storage),
      storage.sumUsage(since),
    ]);
    const sum = (field: 'applications' | 'active_people' | 'suspended_people') => {
      return accounts.reduce((total, account) => total + account[field], 0);
    };
    return {
      version: packageVersion(),
      node_version: process.versions.node,
      start_time: toTimestamp(services.startTime.getTime()),
      time: new Date(clock.now()).toISOString(),
      ready,
      storage: storage.kind,
      base_url: services.baseUrl(),
      api_versions: [...services.apiVersions],
      limits: { requests_per_minute: limits.perMinute, requests_per_hour: limits.perHour },
      accounts: accounts.length,
      applications: sum('applications'),
      active_people: sum('active_people'),
      suspended_people: sum('suspended_people'),
      connections: metrics.connections(),
      memory_bytes: process.memoryUsage.rss(),
      event_loop_delay_ms: services.eventLoopDelay(),
      requests: { ...metrics.totals() },
      hours: hours.map(hourOnWire),
    } satisfies Deployment;
  },
} satisfies AdminHandlers;

async function listAccounts(storage: Storage) {
  return await accountsOnWire(storage, await storage.listAccounts());
}
