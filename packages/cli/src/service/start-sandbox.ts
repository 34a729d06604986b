import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStorage } from '@rollcall/server/storage/sqlite';
import type { ValuesOf } from '../options/option.ts';
import type { sandboxOptions } from '../options/service-options.ts';
import { printReadyLine } from './ready-line.ts';
import { seedSandbox } from './seed-sandbox.ts';
import type { ServicePlan } from './service-plan.ts';
import { startService } from './start-service.ts';
import { Cleanup, type Stoppable } from './until-stopped.ts';

const MIB = 1024 * 1024;

/** Serves throw-away data from memory, and says so. The CA lives in a temporary folder that goes with it. */
export async function startSandbox(plan: ServicePlan, options: ValuesOf<typeof sandboxOptions>): Promise<Stoppable> {
  const cleanup = new Cleanup();
  try {
    const cacheBytes = options.cacheSizeMib * MIB;
    const storage = await openSqliteStorage({ dataDir: undefined, role: 'server', cacheBytes });
    cleanup.add(() => storage.close());
    const credentials = await seedSandbox(storage, options.seed);
    const certificateFolder = await mkdtemp(join(tmpdir(), 'rollcall-sandbox-'));
    cleanup.add(() => rm(certificateFolder, { recursive: true, force: true }));
    const service = await startService({ plan, options, storage, certificateFolder });
    cleanup.add(() => service.app.close());
    if (options.json) {
      printReadyLine(service, options.region, {
        account_id: credentials.accountId,
        client_id: credentials.clientId,
        client_secret: credentials.secret,
      });
    } else {
      const { announce } = await import('./announce.ts');
      await announce({ service, storage, dataDir: undefined, apiVersions: options.apiVersions, credentials });
    }
    return { stop: () => cleanup.run() };
  } catch (error) {
    // The first failure is the one to report.
    await cleanup.run().catch(() => {});
    throw error;
  }
}
