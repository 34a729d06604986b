import type { LimitStore, RunningApp, Storage } from '@rollcall/server';
import { systemClock } from '@rollcall/server/domain/clock';
import { loadTls } from './load-tls.ts';
import type { ServiceOptions, ServicePlan } from './service-plan.ts';
import { startMovingTelemetry } from './start-moving-telemetry.ts';

export interface StartedService {
  readonly app: Pick<RunningApp, 'baseUrl' | 'telemetryUrl' | 'close'>;
  /** Absolute path of the CA's certificate; undefined where there is none of ours. */
  readonly caFile: string | undefined;
  /** Undefined where it is not served. */
  readonly consoleUrl?: string | undefined;
}

export interface ServiceParts {
  readonly plan: ServicePlan;
  readonly options: ServiceOptions;
  readonly storage: Storage;
  /** Where several servers count together; undefined: this one counts by itself. */
  readonly limitStore?: LimitStore | undefined;
  /** Serve neither the console nor the management API. */
  readonly withoutConsole: boolean;
  /** Where the local CA lives. */
  readonly certificateFolder: string;
}

/**
 * Starts the service as planned.
 *
 * @throws Failure, TlsRefused or StorageRefused with a sentence for the operator
 */
export async function startService(parts: ServiceParts): Promise<StartedService> {
  const { plan, options, storage, limitStore, withoutConsole } = parts;
  const [{ startApp }, { createLogger }, { consoleFolder }] = await Promise.all([
    import('@rollcall/server'),
    import('@rollcall/server/telemetry/logger'),
    import('@rollcall/console'),
  ]);
  const logger = createLogger({ level: options.logLevel });
  const { material, caFile } = await loadTls({ plan, certificateFolder: () => parts.certificateFolder }, logger);
  const { listen, behaviour } = plan;
  const console = withoutConsole ? { management: false } : { consoleFolder };
  const fixed = { storage, limitStore, logger, clock: systemClock, listen, tls: material, ...console, ...behaviour };
  const app = await startMovingTelemetry((telemetry) => startApp({ ...fixed, telemetry }), plan, logger);
  return { app, caFile, consoleUrl: withoutConsole ? undefined : `${app.baseUrl}/console/` };
}
