import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { DurationHistogram } from './duration-histogram.ts';
import { createLimitStoreMetrics } from './limit-store-metrics.ts';
import { packageVersion } from './package-version.ts';
import { RequestCounts, type RequestTotals } from './request-counts.ts';

export interface Metrics {
  /** Counts one answer. `seconds` is its duration. Costs some 20 ns: it runs for every request. */
  observe(operation: string, status: number, seconds: number): void;
  /** Counts one question to the store where servers count limits together, and its duration in seconds. */
  observeLimitStore(seconds: number, failed: boolean): void;
  /** Where the number of open connections is read when somebody asks. */
  setConnections(count: () => number): void;
  /** What was answered since the start, operations together. */
  totals(): RequestTotals;
  /** Connections open on the API listener. */
  connections(): number;
  /** Everything in the Prometheus text format. */
  render(): Promise<string>;
  /** Media type of what `render` returns. */
  readonly contentType: string;
}

const TOO_MANY_REQUESTS = 429;

/** Metrics of one running service, in a registry of their own. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const counts = new RequestCounts();
  let connections = () => 0;
  addRequestMetrics(registry, counts);
  addBuildInfo(registry);
  new Gauge({
    name: 'rollcall_connections',
    help: 'Connections open on the API listener.',
    registers: [registry],
    collect() {
      this.set(connections());
    },
  });
  const collectProcessMetrics = once(() => collectDefaultMetrics({ register: registry }));
  return {
    observe: (operation, status, seconds) => counts.observe(operation, status, seconds),
    observeLimitStore: createLimitStoreMetrics(registry),
    setConnections: (count) => {
      connections = count;
    },
    totals: () => counts.totals(),
    connections: () => connections(),
    render: async () => {
      // From the first question on: its observers cost something, and a service nobody asks need not pay.
      collectProcessMetrics();
      return await registry.metrics();
    },
    contentType: registry.contentType,
  };
}

function addRequestMetrics(registry: Registry, counts: RequestCounts): void {
  new Counter({
    name: 'rollcall_requests_total',
    help: 'Requests answered, by operation and HTTP status.',
    labelNames: ['operation', 'status'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [operation, { statuses }] of counts.operations) {
        for (const [status, count] of statuses) this.inc({ operation, status }, count);
      }
    },
  });
  new Counter({
    name: 'rollcall_rate_limited_total',
    help: 'Requests refused with 429, by operation.',
    labelNames: ['operation'],
    registers: [registry],
    collect() {
      this.reset();
      for (const operation of counts.operations.keys()) {
        this.inc({ operation }, counts.count(operation, TOO_MANY_REQUESTS));
      }
    },
  });
  new Counter({
    name: 'rollcall_tokens_issued_total',
    help: 'Access tokens issued.',
    registers: [registry],
    collect() {
      this.reset();
      this.inc(counts.count('IssueToken', 200));
    },
  });
  new DurationHistogram(counts, registry);
}

function addBuildInfo(registry: Registry): void {
  const info = new Gauge({
    name: 'rollcall_build_info',
    help: 'Always 1; the labels say which version runs on which Node.js.',
    labelNames: ['version', 'node'],
    registers: [registry],
  });
  info.set({ version: packageVersion(), node: process.versions.node }, 1);
}

function once(action: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    action();
  };
}
