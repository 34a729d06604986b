import { PATIENCE_MS } from '../../../packages/cli/src/service/until-stopped.ts';
import { TIMEOUTS } from '../../../packages/server/src/http/server.ts';

/** Seconds until a server that was told to stop is gone, whatever it is doing. */
export const GONE_AFTER_SECONDS = Math.max(PATIENCE_MS, TIMEOUTS.drain) / 1000;

/** `15s` or `1m30s`, in seconds. */
export function seconds(duration: string): number {
  const parts = [...duration.matchAll(/(\d+)(ms|s|m)/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== duration)
    throw new Error(`no duration: ${duration}`);
  const unit: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60 };
  return parts.reduce((sum, [, count, of]) => sum + Number(count) * (unit[of ?? ''] ?? Number.NaN), 0);
}
