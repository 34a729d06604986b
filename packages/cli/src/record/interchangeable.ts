import type { RecordedExchange } from './recording.ts';

/** An exchange of a recording, in the order the requests began. */
export interface Recorded {
  readonly exchange: RecordedExchange;
  /** Counted from 1. */
  readonly number: number;
  /** Exchanges of one group may come in any order among themselves. */
  readonly group: number;
}

/**
 * Whose order is chance: what ran side by side, directly or by way of others, and reads between two changes. When a
 * client asks for many people at once, which request arrives first is a matter of the machine.
 */
export function grouped(recorded: readonly RecordedExchange[]): Recorded[] {
  let group = 0;
  let end = Number.NEGATIVE_INFINITY;
  let before: RecordedExchange | undefined;
  return recorded
    .toSorted((a, b) => a.at_ms - b.at_ms)
    .map((exchange, index) => {
      // What begins in the millisecond in which the other ended came after it, in a client that does one at a time.
      const sideBySide = exchange.at_ms < end;
      if (!sideBySide && !(before && isRead(before) && isRead(exchange))) group += 1;
      end = Math.max(end, exchange.at_ms + exchange.duration_ms);
      before = exchange;
      return { exchange, number: index + 1, group };
    });
}

function isRead({ request }: RecordedExchange): boolean {
  return request.method === 'GET';
}
