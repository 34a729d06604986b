import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Address } from '@rollcall/server';
import { type Sandbox, startSandbox as start } from '@rollcall/server/sandbox';
import { createLogger } from '@rollcall/server/telemetry/logger';
import { formatOf } from '../directory/format-of.ts';
import type { ValuesOf } from '../options/option.ts';
import type { sandboxOptions } from '../options/sandbox-options.ts';
import { planRegions } from '../sandbox/plan-regions.ts';
import { loadTls } from './load-tls.ts';
import { printReadyLine } from './ready-line.ts';
import type { ServicePlan } from './service-plan.ts';
import { startMovingControls } from './start-moving-controls.ts';
import { startMovingTelemetry } from './start-moving-telemetry.ts';
import { Cleanup, type Stoppable } from './until-stopped.ts';

const MIB = 1024 * 1024;

type Options = ValuesOf<typeof sandboxOptions>;

/** Serves throw-away data from memory, and says so. The CA goes with it, unless it is to be kept. */
export async function startSandbox(plan: ServicePlan, options: Options): Promise<Stoppable> {
  const cleanup = new Cleanup();
  try {
    if (options.seed !== undefined) await formatOf(options.seed); // a name that does not say it is wrong usage
    const logger = createLogger({ level: options.logLevel });
    const regions = planRegions(options.regions ?? [options.region], plan.listen);
    const names = regions.flatMap(({ hostName }) => hostName ?? []);
    const certificateFolder = () => options.tlsDir ?? temporaryFolder(cleanup);
    const { material: tls, caFile } = await loadTls({ plan, certificateFolder, names }, logger);
    const ca = caFile === undefined ? undefined : await readFile(caFile, 'utf8');
    const fixed = { ...sandboxOf(plan, options), regions, logger, tls, ca };
    const startWith = (control: Address, telemetry: Address) => {
      return start({ ...fixed, control, listener: { ...fixed.listener, telemetry } });
    };
    const app = await startMovingTelemetry(
      (telemetry) => startMovingControls(options, (control) => startWith(control, telemetry)),
      plan,
      logger,
    );
    cleanup.add(() => app.close());
    await tell(app, caFile, options);
    return { stop: () => cleanup.run() };
  } catch (error) {
    // The first failure is the one to report.
    await cleanup.run().catch(() => {});
    throw error;
  }
}

async function temporaryFolder(cleanup: Cleanup): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-sandbox-'));
  cleanup.add(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** What of the options the sandbox takes as it is. */
function sandboxOf({ behaviour }: ServicePlan, { seed, preset, users, randomSeed, cacheSizeMib }: Options) {
  const { publicUrl, trustedProxies, maxConnections, limits, strict, apiVersions, previewSunset } = behaviour;
  return {
    seed,
    preset,
    users,
    randomSeed,
    cacheBytes: cacheSizeMib * MIB,
    limits,
    strict,
    apiVersions,
    previewSunset,
    listener: { publicUrl, trustedProxies, maxConnections },
  };
}

async function tell(app: Sandbox, caFile: string | undefined, options: Options): Promise<void> {
  const { storage, accountId, clientId, clientSecret, controlUrl, regions } = app;
  const service = { app, caFile };
  if (!options.json) {
    const { announceSandbox } = await import('../sandbox/announce-sandbox.ts');
    const credentials = { accountId, clientId, clientSecret };
    return announceSandbox({ service, storage, apiVersions: options.apiVersions, credentials, controlUrl, regions });
  }
  printReadyLine(service, regions[0]?.name ?? options.region, {
    account_id: accountId,
    client_id: clientId,
    client_secret: clientSecret,
    control_url: controlUrl,
    regions: regions.map(({ name, baseUrl, hostName }) => ({ name, base_url: baseUrl, host_name: hostName })),
  });
}
