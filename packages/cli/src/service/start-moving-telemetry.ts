import type { Address, AppOptions } from '@rollcall/server';
import { explainListenError, type ServicePlan } from './service-plan.ts';

/** Why another port may do: this one is in use, or (a neighbour of 80 or 443) not for this user to open. */
const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use',
  EACCES: 'may not be opened by this user',
};

type Logger = Pick<AppOptions['logger'], 'warn'>;

interface Started {
  readonly telemetryUrl: string | undefined;
}

/**
 * Starts what has a telemetry listener beside it. Where nobody asked for the telemetry port and it cannot be had, a free one does as well.
 *
 * @throws Failure with a sentence for the operator if it cannot listen
 */
export async function startMovingTelemetry<App extends Started>(
  start: (telemetry: Address) => Promise<App>,
  plan: ServicePlan,
  logger: Logger,
): Promise<App> {
  const { telemetry, telemetryMayMove } = plan;
  try {
    return await start(telemetry);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? REASONS[String(error.code)] : undefined;
    const port = reason !== undefined && error instanceof Error && 'port' in error ? error.port : undefined;
    if (!telemetryMayMove || port !== telemetry.port || port === plan.listen.port)
      throw explainListenError(error, plan);
    return await startElsewhere(start, plan, logger, String(reason));
  }
}

async function startElsewhere<App extends Started>(
  start: (telemetry: Address) => Promise<App>,
  plan: ServicePlan,
  logger: Logger,
  reason: string,
): Promise<App> {
  const { telemetry } = plan;
  try {
    const app = await start({ ...telemetry, port: 0 });
    logger.warn(`Port ${telemetry.port} ${reason}: health and metrics are at ${app.telemetryUrl} instead.`);
    return app;
  } catch (error) {
    throw explainListenError(error, plan);
  }
}
