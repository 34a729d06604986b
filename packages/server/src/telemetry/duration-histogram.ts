import { Histogram, type Registry } from 'prom-client';
import { DURATION_BOUNDS, type OperationCounts, type RequestCounts } from './request-counts.ts';

const NAME = 'rollcall_request_duration_seconds';
const HELP = 'Seconds from the request line to the last byte handed to the system.';

interface Sample {
  readonly metricName: string;
  readonly labels: { readonly operation: string; readonly le?: number | string };
  readonly value: number;
}

/** A histogram whose numbers are taken from the counts when it is read, in place of being observed one by one. */
export class DurationHistogram extends Histogram<'operation'> {
  readonly #counts: RequestCounts;

  constructor(counts: RequestCounts, registry: Registry) {
    super({
      name: NAME,
      help: HELP,
      labelNames: ['operation'],
      buckets: [...DURATION_BOUNDS],
      registers: [registry],
    });
    this.#counts = counts;
  }

  /** What the registry, and `get`, read a histogram through. */
  async getForPromString(): Promise<object> {
    const values = [...this.#counts.operations].flatMap(([operation, counts]) => samples(operation, counts));
    return { name: NAME, help: HELP, type: 'histogram', aggregator: 'sum', values };
  }
}

function samples(operation: string, { buckets, seconds }: OperationCounts): Sample[] {
  let cumulative = 0;
  const bounded = DURATION_BOUNDS.map((le, index): Sample => {
    cumulative += buckets[index] ?? 0;
    return { metricName: `${NAME}_bucket`, labels: { operation, le }, value: cumulative };
  });
  const total = cumulative + (buckets[DURATION_BOUNDS.length] ?? 0);
  return [
    ...bounded,
    { metricName: `${NAME}_bucket`, labels: { operation, le: '+Inf' }, value: total },
    { metricName: `${NAME}_sum`, labels: { operation }, value: seconds },
    { metricName: `${NAME}_count`, labels: { operation }, value: total },
  ];
}
