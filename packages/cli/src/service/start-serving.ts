import { join } from 'node:path';
import type { LimitStore, Storage } from '@rollcall/server';
import { systemClock } from '@rollcall/server/domain/clock';
import { systemRandom } from '@rollcall/server/domain/random';
import type { ReplicaChange } from '@rollcall/server/storage/postgres';
import type { LogLevel } from '@rollcall/server/telemetry/logger';
import { operatorContext } from '../administration/operator.ts';
import { type StorePlace, withoutPassword } from '../administration/store-place.ts';
import type { ValuesOf } from '../options/option.ts';
import type { serveOptions } from '../options/service-options.ts';
import type { Credentials } from './announce.ts';
import { printReadyLine } from './ready-line.ts';
import type { ServicePlan } from './service-plan.ts';
import { startService } from './start-service.ts';
import { Cleanup, type Stoppable } from './until-stopped.ts';

const MIB = 1024 * 1024;

/** Opens the store, serves it, and says so. What was begun is ended again if a part of it fails. */
export async function startServing(
  plan: ServicePlan,
  options: ValuesOf<typeof serveOptions>,
  place: StorePlace,
): Promise<Stoppable> {
  const cleanup = new Cleanup();
  try {
    const { storage, openLimitStore } = await openStore(place, options);
    cleanup.add(() => storage.close());
    const limitStore = await openLimitStore();
    cleanup.add(async () => limitStore?.close());
    // With the data in a database this is the default folder: each server then has a local CA of its own.
    const certificateFolder = join(options.dataDir, 'tls');
    const { withoutConsole } = options;
    const service = await startService({ plan, options, storage, limitStore, withoutConsole, certificateFolder });
    cleanup.add(() => service.app.close());
    // Not before it listens: a start that fails would take the one sight of the secret with it.
    const credentials = options.demo ? await makeDemoAccount(storage) : undefined;
    if (options.json) {
      printReadyLine(
        service,
        options.region,
        place.kind === 'folder' ? { data_dir: place.folder } : { database: withoutPassword(place.url) },
      );
    } else {
      const [{ announce }, { consoleNotes }] = await Promise.all([
        import('./announce.ts'),
        import('./console-notes.ts'),
      ]);
      const notes = await consoleNotes({ service, storage, place, isDemo: options.demo });
      await announce({ service, storage, place, apiVersions: options.apiVersions, credentials, notes });
    }
    return { stop: () => cleanup.run() };
  } catch (error) {
    // The first failure is the one to report.
    await cleanup.run().catch(() => {});
    throw error;
  }
}

interface OpenedStore {
  readonly storage: Storage;
  /** Where servers count together; undefined: this one counts by itself. */
  readonly openLimitStore: () => Promise<LimitStore | undefined>;
}

/** Each engine is loaded only where it is used. */
async function openStore(place: StorePlace, options: ValuesOf<typeof serveOptions>): Promise<OpenedStore> {
  const { rateLimitUrl } = options;
  const openRedis = async (url: string) => (await import('@rollcall/server/limits/redis')).openRedisLimitStore(url);
  if (place.kind === 'database') {
    const { openPostgresStorage } = await import('@rollcall/server/storage/postgres');
    const storage = await openPostgresStorage({
      url: place.url,
      role: 'server',
      connections: options.databaseConnections,
      replicas: place.replicas && { ...place.replicas, onChange: await replicaLog(options.logLevel) },
    });
    const openBeside = async () =>
      (await import('@rollcall/server/limits/postgres')).openPostgresLimitStore(storage.database);
    return { storage, openLimitStore: rateLimitUrl === undefined ? openBeside : () => openRedis(rateLimitUrl) };
  }
  const { openSqliteStorage } = await import('@rollcall/server/storage/sqlite');
  const cacheBytes = options.cacheSizeMib * MIB;
  const storage = await openSqliteStorage({ dataDir: place.folder, role: 'server', cacheBytes });
  return { storage, openLimitStore: async () => (rateLimitUrl === undefined ? undefined : openRedis(rateLimitUrl)) };
}

/** Tells the operator which replicas are read from: one that is passed over is seen by nobody else. */
async function replicaLog(level: LogLevel): Promise<(change: ReplicaChange) => void> {
  const { createLogger } = await import('@rollcall/server/telemetry/logger');
  const logger = createLogger({ level });
  return ({ place, passedOver }) => {
    if (passedOver === undefined) logger.info({ replica: place }, 'people are read from a replica');
    else logger.warn({ replica: place, reason: passedOver }, 'a replica is passed over; the primary is read instead');
  };
}

/** Where there is no account only: what is in use stays as it is. */
async function makeDemoAccount(storage: Storage): Promise<Credentials | undefined> {
  const isInUse = async () => (await storage.listAccounts()).length > 0;
  if (await isInUse()) return undefined;
  const { seedDemoDirectory } = await import('@rollcall/server/directory');
  const parts = {
    context: operatorContext(),
    clock: systemClock,
    random: systemRandom,
    credentials: 'random',
  } as const;
  const seeding = seedDemoDirectory(storage, parts).catch(async (error: unknown) => {
    // Of several servers that start at once on a new database one makes it, and shows its secret.
    if (await isInUse()) return { firstApplication: undefined };
    throw error;
  });
  const { firstApplication } = await seeding;
  if (firstApplication?.secret === undefined) return undefined;
  const { accountId, clientId, secret } = firstApplication;
  return { accountId, clientId, clientSecret: secret };
}
