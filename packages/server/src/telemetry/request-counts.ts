/** Upper bounds of the duration buckets, in seconds: half a millisecond for a read from memory, ten seconds at the end. */
export const DURATION_BOUNDS: readonly number[] = [
  0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
];

/** What happened to one operation since the start. */
export interface OperationCounts {
  /** Answers by HTTP status. */
  readonly statuses: Map<number, number>;
  /** Answers by duration: one number for each bound, and one for what took longer. Not cumulative. */
  readonly buckets: number[];
  /** Seconds spent in all. */
  seconds: number;
}

/** Answers, whatever the operation. */
export interface RequestTotals {
  readonly total: number;
  /** With 4xx, but for 429. */
  readonly refused: number;
  /** With 429. */
  readonly limited: number;
  /** With 5xx. */
  readonly failed: number;
}

/**
 * Counts answers in plain numbers. Prometheus metrics are made of them when somebody asks, because a request is counted
 * a thousand times more often than it is scraped, and a metric's own `observe` costs thirty times as much.
 */
export class RequestCounts {
  readonly operations = new Map<string, OperationCounts>();

  observe(operation: string, status: number, seconds: number): void {
    const counts = this.operations.get(operation) ?? this.#add(operation);
    counts.statuses.set(status, (counts.statuses.get(status) ?? 0) + 1);
    counts.seconds += seconds;
    let bucket = 0;
    // A loop over a handful of numbers beats a search; most requests end in the first buckets. NaN ends in the last.
    while (bucket < DURATION_BOUNDS.length && !(seconds <= (DURATION_BOUNDS[bucket] ?? 0))) bucket++;
    counts.buckets[bucket] = (counts.buckets[bucket] ?? 0) + 1;
  }

  /** Answers of the operation with the status. */
  count(operation: string, status: number): number {
    return this.operations.get(operation)?.statuses.get(status) ?? 0;
  }

  totals(): RequestTotals {
    const totals = { total: 0, refused: 0, limited: 0, failed: 0 };
    for (const { statuses } of this.operations.values()) {
      for (const [status, count] of statuses) {
        totals.total += count;
        if (status === 429) totals.limited += count;
        else if (status >= 500) totals.failed += count;
        else if (status >= 400) totals.refused += count;
      }
    }
    return totals;
  }

  #add(operation: string): OperationCounts {
    const counts = { statuses: new Map(), buckets: new Array<number>(DURATION_BOUNDS.length + 1).fill(0), seconds: 0 };
    this.operations.set(operation, counts);
    return counts;
  }
}
