import type { AppOptions, LimitStore, RunningApp, Storage, TlsMaterial } from '@rollcall/server';
import { systemClock } from '@rollcall/server/domain/clock';
import { isLoopback } from '../options/kinds.ts';
import { certificateNames } from './certificate-names.ts';
import { requireListenable } from './require-listenable.ts';
import type { ServiceOptions, ServicePlan } from './service-plan.ts';
import { startMovingTelemetry } from './start-moving-telemetry.ts';

export interface StartedService {
  readonly app: RunningApp;
  /** Absolute path of the CA's certificate; undefined where there is none of ours. */
  readonly caFile: string | undefined;
}

export interface ServiceParts {
  readonly plan: ServicePlan;
  readonly options: ServiceOptions;
  readonly storage: Storage;
  /** Where several servers count together; undefined: this one counts by itself. */
  readonly limitStore?: LimitStore | undefined;
  /** Where the local CA lives. */
  readonly certificateFolder: string;
}

/**
 * Starts the service as planned.
 *
 * @throws Failure, TlsRefused or StorageRefused with a sentence for the operator
 */
export async function startService(parts: ServiceParts): Promise<StartedService> {
  const { plan, options, storage, limitStore } = parts;
  const [{ startApp }, { createLogger }] = await Promise.all([
    import('@rollcall/server'),
    import('@rollcall/server/telemetry/logger'),
  ]);
  const logger = createLogger({ level: options.logLevel });
  const { material, caFile } = await loadTls(parts, logger);
  const app = await startMovingTelemetry(startApp, plan, {
    storage,
    limitStore,
    logger,
    clock: systemClock,
    listen: plan.listen,
    tls: material,
    ...plan.behaviour,
  });
  return { app, caFile };
}

async function loadTls(
  { plan, certificateFolder }: ServiceParts,
  logger: AppOptions['logger'],
): Promise<{ readonly material: TlsMaterial | undefined; readonly caFile: string | undefined }> {
  const { tls } = plan;
  if (tls.kind === 'plain') return { material: undefined, caFile: undefined };
  if (tls.kind === 'own') {
    const { watchCertificate } = await import('@rollcall/server/tls/watch-certificate');
    return { material: await watchCertificate(tls.certFile, tls.keyFile, logger), caFile: undefined };
  }
  // A name that was mistyped must not cost the CA that clients trust.
  if (!isLoopback(plan.listen.host)) await requireListenable(plan);
  const { ensureLocalCertificate } = await import('@rollcall/server/tls/local-certificate');
  const onProblem = (message: string) => logger.warn(message);
  const local = await ensureLocalCertificate(certificateFolder, { names: certificateNames(plan), onProblem });
  return { material: local.material, caFile: local.caFile };
}
