import type { TestContext } from 'node:test';
import { consoleFolder } from '@rollcall/console';
import { type AppOptions, type RunningApp, startApp } from '@rollcall/server';
import { systemClock } from '@rollcall/server/domain/clock';
import { openSqliteStorage } from '@rollcall/server/storage/sqlite';
import { createLogger } from '@rollcall/server/telemetry/logger';
import { buildSite } from '../../build/build-site.ts';
import { isBuilt } from '../../build/is-built.ts';

/** Serves the console as it is now, with a store in memory. Resolves to its URL, `http://localhost:49152/console/`. */
export async function serveConsole(context: TestContext): Promise<string> {
  const storage = await openSqliteStorage({ dataDir: undefined, role: 'server' });
  context.after(() => storage.close());
  const app = await startConsole({ storage, clock: systemClock });
  context.after(() => app.close());
  return `${app.baseUrl}/console/`;
}

/** Starts a server with the console as it is now: it is built first where it is not. */
export async function startConsole(
  options: Pick<AppOptions, 'storage' | 'clock'> & Partial<AppOptions>,
): Promise<RunningApp> {
  await ensureBuilt();
  return startApp({
    logger: createLogger({ level: 'silent' }),
    // By name: passkeys are for names, not for addresses.
    listen: { host: 'localhost', port: 0 },
    tls: undefined,
    telemetry: undefined,
    publicUrl: undefined,
    trustedProxies: [],
    limits: { perMinute: 0, perHour: 0 },
    strict: false,
    apiVersions: ['v1beta1', 'v1'],
    previewSunset: undefined,
    maxConnections: 100,
    timeouts: { farewell: 0 },
    consoleFolder,
    ...options,
  });
}

/** Builds the console where it is not built as it is now. */
export async function ensureBuilt(): Promise<void> {
  if (!isBuilt()) await buildSite();
}
