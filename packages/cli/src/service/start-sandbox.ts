import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox as start } from '@rollcall/server/sandbox';
import { createLogger } from '@rollcall/server/telemetry/logger';
import { formatOf } from '../directory/format-of.ts';
import type { ValuesOf } from '../options/option.ts';
import type { sandboxOptions } from '../options/service-options.ts';
import { loadTls } from './load-tls.ts';
import { printReadyLine } from './ready-line.ts';
import type { ServicePlan } from './service-plan.ts';
import { startMovingTelemetry } from './start-moving-telemetry.ts';
import { Cleanup, type Stoppable } from './until-stopped.ts';

const MIB = 1024 * 1024;

/** Serves throw-away data from memory, and says so. The CA lives in a temporary folder that goes with it. */
export async function startSandbox(plan: ServicePlan, options: ValuesOf<typeof sandboxOptions>): Promise<Stoppable> {
  const cleanup = new Cleanup();
  try {
    const { seed } = options;
    if (seed !== undefined) await formatOf(seed); // a name that does not say it is wrong usage
    const logger = createLogger({ level: options.logLevel });
    const certificateFolder = await mkdtemp(join(tmpdir(), 'rollcall-sandbox-'));
    cleanup.add(() => rm(certificateFolder, { recursive: true, force: true }));
    const { material: tls, caFile } = await loadTls({ plan, certificateFolder }, logger);
    const { region, publicUrl, trustedProxies, maxConnections, ...behaviour } = plan.behaviour;
    const fixed = { seed, logger, tls, cacheBytes: options.cacheSizeMib * MIB, ...behaviour };
    const app = await startMovingTelemetry(
      (telemetry) =>
        start({
          ...fixed,
          regions: [{ name: region, listen: plan.listen }],
          listener: { telemetry, publicUrl, trustedProxies, maxConnections },
        }),
      plan,
      logger,
    );
    cleanup.add(() => app.close());
    const { storage, accountId, clientId, clientSecret } = app;
    const credentials = { accountId, clientId, clientSecret };
    const service = { app, caFile };
    if (options.json) {
      printReadyLine(service, options.region, {
        account_id: accountId,
        client_id: clientId,
        client_secret: clientSecret,
        control_url: app.controlUrl ?? '',
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
