import type { AuditEntry } from '@rollcall/contract/admin';

export interface Day {
  /** `2026-03-01` in the reader's zone. */
  readonly key: string;
  readonly date: Date;
  readonly entries: readonly AuditEntry[];
}

/** Entries by the day on which they happened where the reader is. Their order stays. */
export function byDay(entries: readonly AuditEntry[]): readonly Day[] {
  const groups = Map.groupBy(entries, ({ time }) => dayKey(new Date(time)));
  return [...groups].map(([key, entries]) => ({ key, date: new Date(entries[0]?.time ?? ''), entries }));
}

export function dayKey(date: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
