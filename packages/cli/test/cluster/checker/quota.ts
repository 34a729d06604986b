import { type Operation, settledAt } from '../operation.ts';
import type { RunRecord } from './record.ts';

const WINDOW_MS = 60_000;
/** Servers read the clock of the day, the history a monotonic one: rounding and adjusting set them apart. */
const CLOCKS_APART_MS = 100;

/** A window of one minute. */
interface Window {
  /** Surely after the end of the one before. */
  readonly after: number;
  /** It began at some moment between these. */
  readonly from: number;
  readonly to: number;
}

/**
 * No application has more than its limit in a window, however many servers it asks; it is refused only where the limit
 * is used up, and what Retry-After says is the truth.
 */
export function checkQuota({ operations, limits }: RunRecord): string[] {
  return [...limits].flatMap(([application, limit]) => {
    const mine = operations.filter((one) => one.application === application && one.bearer && one.status !== 401);
    const windows = windowsOf(mine);
    return [
      ...windows.flatMap((window) => checkWindow(window, mine, application, limit)),
      ...mine.filter(isOver).flatMap((refused) => checkRefusal(refused, mine, windows, limit)),
    ];
  });
}

function isOver({ status }: Operation): boolean {
  return status === 429;
}

/** A window begins with the first request after the last one ended. */
function windowsOf(operations: readonly Operation[]): readonly Window[] {
  const counted = operations.filter((one) => !isOver(one));
  const windows: Window[] = [];
  for (let ended = { from: 0, to: 0 }; ; ) {
    const next = counted.filter((one) => settledAt(one) > ended.from);
    const sure = next.filter(({ invoked, outcome }) => outcome !== 'unknown' && invoked >= ended.to);
    if (sure.length === 0) return windows;
    const from = Math.max(ended.from, Math.min(...next.map(({ invoked }) => invoked)));
    const to = Math.min(...sure.map(({ completed }) => completed));
    windows.push({ after: ended.to, from, to });
    ended = { from: from + WINDOW_MS, to: to + WINDOW_MS };
  }
}

function checkWindow({ after, from }: Window, mine: readonly Operation[], application: string, limit: number) {
  const had = mine.filter(
    (one) => !isOver(one) && one.invoked >= after && settledAt(one) <= from + WINDOW_MS - CLOCKS_APART_MS,
  );
  return had.length > limit ? [`${application} had ${had.length} requests in a window of ${limit}.`] : [];
}

function checkRefusal(
  { id, invoked, completed, retryAfter = 0 }: Operation,
  mine: readonly Operation[],
  windows: readonly Window[],
  limit: number,
): string[] {
  const wrong: string[] = [];
  const before = mine.filter((one) => !isOver(one) && one.invoked < completed);
  if (before.length < limit) wrong.push(`${id} was refused after ${before.length} requests of ${limit}.`);
  const isTrue = windows.some(({ from, to }) => {
    const isLongEnough = completed + retryAfter * 1000 + CLOCKS_APART_MS >= from + WINDOW_MS;
    const isShortEnough = invoked + (retryAfter - 1) * 1000 - CLOCKS_APART_MS <= to + WINDOW_MS;
    return from <= completed && isLongEnough && isShortEnough;
  });
  if (retryAfter < 1 || !isTrue) wrong.push(`${id} was told to wait ${retryAfter} seconds, which is not the truth.`);
  return wrong;
}
