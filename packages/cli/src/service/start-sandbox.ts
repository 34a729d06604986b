import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSandboxStore } from '@rollcall/server/sandbox';
import { formatOf } from '../directory/format-of.ts';
import type { ValuesOf } from '../options/option.ts';
import type { sandboxOptions } from '../options/service-options.ts';
import { printReadyLine } from './ready-line.ts';
import type { ServicePlan } from './service-plan.ts';
import { startService } from './start-service.ts';
import { Cleanup, type Stoppable } from './until-stopped.ts';

const MIB = 1024 * 1024;

/** Serves throw-away data from memory, and says so. The CA lives in a temporary folder that goes with it. */
export async function startSandbox(plan: ServicePlan, options: ValuesOf<typeof sandboxOptions>): Promise<Stoppable> {
  const cleanup = new Cleanup();
  try {
    const { seed } = options;
    if (seed !== undefined) await formatOf(seed); // a name that does not say it is wrong usage
    const { storage, credentials } = await openSandboxStore({ seed, cacheBytes: options.cacheSizeMib * MIB });
    cleanup.add(() => storage.close());
    const certificateFolder = await mkdtemp(join(tmpdir(), 'rollcall-sandbox-'));
    cleanup.add(() => rm(certificateFolder, { recursive: true, force: true }));
    const service = await startService({ plan, options, storage, certificateFolder });
    cleanup.add(() => service.app.close());
    if (options.json) {
      printReadyLine(service, options.region, {
        account_id: credentials.accountId,
        client_id: credentials.clientId,
        client_secret: credentials.clientSecret,
      });
    } else {
      const { announce } = await import('./announce.ts');
      await announce({ service, storage, place: undefined, apiVersions: options.apiVersions, credentials });
    }
    return { stop: () => cleanup.run() };
  } catch (error) {
    // The first failure is the one to report.
    await cleanup.run().catch(() => {});
    throw error;
  }
}
