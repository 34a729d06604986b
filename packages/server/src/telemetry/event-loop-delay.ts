import { monitorEventLoopDelay } from 'node:perf_hooks';

const NANOSECONDS = 1e6;
const RESOLUTION_MS = 20;

/**
 * Tells how long work waits for its turn: the 99th percentile in milliseconds since it was asked before, beyond the
 * resolution of the measurement. It is measured from the first question on, which is answered with 0.
 */
export function createEventLoopDelay(): () => number {
  let histogram: ReturnType<typeof monitorEventLoopDelay> | undefined;
  return () => {
    if (histogram === undefined) {
      histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
      histogram.enable();
      return 0;
    }
    const delay = histogram.count === 0 ? 0 : histogram.percentile(99) / NANOSECONDS - RESOLUTION_MS;
    histogram.reset();
    return Math.max(0, Math.round(delay * 10) / 10);
  };
}
