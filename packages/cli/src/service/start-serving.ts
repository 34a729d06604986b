import { join } from 'node:path';
import type { LimitStore, Storage } from '@rollcall/server';
import { systemClock } from '@rollcall/server/domain/clock';
import { systemRandom } from '@rollcall/server/domain/random';
import { openSqliteStorage } from '@rollcall/server/storage/sqlite';
import { operatorContext } from '../administration/operator.ts';
import type { ValuesOf } from '../options/option.ts';
import type { serveOptions } from '../options/service-options.ts';
import type { Credentials } from './announce.ts';
import { printReadyLine } from './ready-line.ts';
import type { ServicePlan } from './service-plan.ts';
import { startService } from './start-service.ts';
import { Cleanup, type Stoppable } from './until-stopped.ts';

const MIB = 1024 * 1024;

/** Opens the data folder, serves it, and says so. What was begun is ended again if a part of it fails. */
export async function startServing(plan: ServicePlan, options: ValuesOf<typeof serveOptions>): Promise<Stoppable> {
  const { dataDir } = options;
  const cleanup = new Cleanup();
  try {
    const storage = await openSqliteStorage({ dataDir, role: 'server', cacheBytes: options.cacheSizeMib * MIB });
    cleanup.add(() => storage.close());
    const limitStore = await openLimitStore(options.rateLimitUrl);
    cleanup.add(async () => limitStore?.close());
    const certificateFolder = join(dataDir, 'tls');
    const service = await startService({ plan, options, storage, limitStore, certificateFolder });
    cleanup.add(() => service.app.close());
    // Not before it listens: a start that fails would take the one sight of the secret with it.
    const credentials = options.demo ? await makeDemoAccount(storage) : undefined;
    if (options.json) {
      printReadyLine(service, options.region, { data_dir: dataDir });
    } else {
      const { announce } = await import('./announce.ts');
      await announce({ service, storage, dataDir, apiVersions: options.apiVersions, credentials });
    }
    return { stop: () => cleanup.run() };
  } catch (error) {
    // The first failure is the one to report.
    await cleanup.run().catch(() => {});
    throw error;
  }
}

/** Where servers count together: loaded only where there is such a place. */
async function openLimitStore(url: string | undefined): Promise<LimitStore | undefined> {
  if (url === undefined) return undefined;
  const { openRedisLimitStore } = await import('@rollcall/server/limits/redis');
  return await openRedisLimitStore(url);
}

/** On a folder without accounts only: a folder that is in use stays as it is. */
async function makeDemoAccount(storage: Storage): Promise<Credentials | undefined> {
  if ((await storage.listAccounts()).length > 0) return undefined;
  const { seedDemoDirectory } = await import('@rollcall/server/directory');
  const { firstApplication } = await seedDemoDirectory(storage, {
    context: operatorContext(),
    clock: systemClock,
    random: systemRandom,
    credentials: 'random',
  });
  if (firstApplication?.secret === undefined) return undefined;
  const { accountId, clientId, secret } = firstApplication;
  return { accountId, clientId, clientSecret: secret };
}
