import assert from 'node:assert/strict';
import type { JournalEntry } from '@rollcall/contract/sandbox';
import type { Account } from './fault-scene.ts';

/** Milliseconds after which what has not happened will not. */
const DEADLINE_MS = 10_000;

/** What the journal holds of an operation, oldest first. */
export async function journalOf(account: Account, operation: string): Promise<readonly JournalEntry[]> {
  return (await account.control('GET', `/journal?operation=${operation}`)).json.entries;
}

/** Waits until the faults have these calls and hits. */
export async function untilMet(account: Account, counts: readonly (readonly [number, number])[]): Promise<void> {
  const deadline = performance.now() + DEADLINE_MS;
  while (JSON.stringify(await account.counts()) !== JSON.stringify(counts)) {
    assert.ok(performance.now() < deadline, 'no such calls came');
  }
}
