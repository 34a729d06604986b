import type { HourOfUse } from '@rollcall/contract/admin';

const HOUR_MS = 3_600_000;

/** Calls of an hour by what became of them. Together they are all. */
export interface HourOfCalls {
  /** When it began, in milliseconds. */
  readonly start: number;
  readonly answered: number;
  readonly refused: number;
  readonly limited: number;
  readonly failed: number;
}

/**
 * So many hours up to the one that runs, the empty ones among them: only those with calls are written down.
 * @param now in milliseconds
 */
export function everyHour(hours: readonly HourOfUse[], count: number, now: number): readonly HourOfCalls[] {
  const known = new Map(hours.map((hour) => [Date.parse(hour.hour), hour]));
  const last = Math.floor(now / HOUR_MS) * HOUR_MS;
  return Array.from({ length: count }, (_, index) => {
    const start = last - (count - 1 - index) * HOUR_MS;
    const { calls, refused, limited, failed } = known.get(start) ?? NONE;
    return { start, answered: calls - refused - limited - failed, refused, limited, failed };
  });
}

const NONE = { calls: 0, refused: 0, limited: 0, failed: 0 };
