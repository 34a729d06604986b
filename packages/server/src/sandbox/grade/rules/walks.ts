import type { JournalEntry } from '@rollcall/contract/sandbox';

/** The requests of every walk through a list, in order. */
export function walksOf(requests: readonly JournalEntry[]): readonly (readonly JournalEntry[])[] {
  return [...Map.groupBy(requests, ({ page }) => page?.walk)].flatMap(([walk, pages]) =>
    walk === undefined ? [] : [pages],
  );
}
