import { Counter, Histogram, type Registry } from 'prom-client';
import { DURATION_BOUNDS } from './request-counts.ts';

/**
 * Metrics of the store where servers count limits together. They appear with the first question to it: a server that
 * counts by itself has none.
 * @returns counts one question, and its duration in seconds
 */
export function createLimitStoreMetrics(registry: Registry): (seconds: number, failed: boolean) => void {
  let metrics: { readonly duration: Histogram; readonly failures: Counter } | undefined;
  return (seconds, failed) => {
    metrics ??= {
      duration: new Histogram({
        name: 'rollcall_limit_store_duration_seconds',
        help: 'Seconds from a question to the store of the limits to its answer.',
        buckets: [...DURATION_BOUNDS],
        registers: [registry],
      }),
      failures: new Counter({
        name: 'rollcall_limit_store_failures_total',
        help: 'Questions that the store of the limits did not answer.',
        registers: [registry],
      }),
    };
    metrics.duration.observe(seconds);
    if (failed) metrics.failures.inc();
  };
}
