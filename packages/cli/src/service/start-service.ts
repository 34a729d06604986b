import { hostname } from 'node:os';
import type { AppOptions, RunningApp, Storage, TlsMaterial } from '@rollcall/server';
import { systemClock } from '@rollcall/server/domain/clock';
import { isLoopback } from '../options/kinds.ts';
import { explainListenError, type ServiceOptions, type ServicePlan } from './service-plan.ts';

export interface StartedService {
  readonly app: RunningApp;
  /** Absolute path of the CA's certificate; undefined where there is none of ours. */
  readonly caFile: string | undefined;
}

export interface ServiceParts {
  readonly plan: ServicePlan;
  readonly options: ServiceOptions;
  readonly storage: Storage;
  /** Where the local CA lives. */
  readonly certificateFolder: string;
}

/**
 * Starts the service as planned.
 *
 * @throws Failure, TlsRefused or StorageRefused with a sentence for the operator
 */
export async function startService(parts: ServiceParts): Promise<StartedService> {
  const { plan, options, storage } = parts;
  const [{ startApp }, { createLogger }] = await Promise.all([
    import('@rollcall/server'),
    import('@rollcall/server/telemetry/logger'),
  ]);
  const logger = createLogger({ level: options.logLevel });
  const { material, caFile } = await loadTls(parts, logger);
  const app = await startMovingTelemetry(startApp, plan, {
    storage,
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
  const { ensureLocalCertificate } = await import('@rollcall/server/tls/local-certificate');
  const onProblem = (message: string) => logger.warn(message);
  const local = await ensureLocalCertificate(certificateFolder, { names: certificateNames(plan), onProblem });
  return { material: local.material, caFile: local.caFile };
}

/** Names beyond localhost the certificate must be good for: where it listens, and what clients are told. */
function certificateNames({ listen, behaviour }: ServicePlan): string[] {
  const names = new Set<string>();
  const everywhere = listen.host === '0.0.0.0' || listen.host === '::';
  if (everywhere) names.add(hostname());
  else if (!isLoopback(listen.host)) names.add(listen.host);
  if (behaviour.publicUrl !== undefined) {
    const publicHost = new URL(behaviour.publicUrl).hostname.replace(/^\[|\]$/g, '');
    if (!isLoopback(publicHost)) names.add(publicHost);
  }
  return [...names];
}

/** Nobody asked for the telemetry port: where it is taken, a free one does as well. */
async function startMovingTelemetry(
  startApp: (options: AppOptions) => Promise<RunningApp>,
  plan: ServicePlan,
  options: Omit<AppOptions, 'telemetry'>,
): Promise<RunningApp> {
  const { telemetry, telemetryMayMove } = plan;
  try {
    return await startApp({ ...options, telemetry });
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    const port = taken && 'port' in error ? error.port : undefined;
    if (!telemetryMayMove || port !== telemetry.port || port === plan.listen.port)
      throw explainListenError(error, plan);
  }
  try {
    const app = await startApp({ ...options, telemetry: { ...telemetry, port: 0 } });
    options.logger.warn(`Port ${telemetry.port} is in use: health and metrics are at ${app.telemetryUrl} instead.`);
    return app;
  } catch (error) {
    throw explainListenError(error, plan);
  }
}
