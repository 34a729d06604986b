import assert from 'node:assert/strict';
import type { JournalEntry } from '@rollcall/contract/sandbox';
import type { Account } from './fault-scene.ts';

/** Milliseconds after which what has not happened will not. */
const DEADLINE_MS = 10_000;

/** What the journal holds of an operation, oldest first. */
export async function journalOf(account: Account, operation: string): Promise<readonly JournalEntry[]> {
  return (await account.control('GET', `/journal?operation=${operation}`)).json.entries;
}

/** Waits until something holds. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + DEADLINE_MS;
  while (!(await holds())) assert.ok(performance.now() < deadline, 'it did not come to that');
}

/** Waits until the faults have these calls and hits. */
export function untilMet(account: Account, counts: readonly (readonly [number, number])[]): Promise<void> {
  return until(async () => JSON.stringify(await account.counts()) === JSON.stringify(counts));
}

/** Waits until the journal holds so many requests of an operation, and knows how each ended. */
export async function untilEnded(account: Account, operation: string, count: number): Promise<readonly JournalEntry[]> {
  const wait = `/journal:wait?operation=${operation}&count=${count}&timeout_ms=${DEADLINE_MS}`;
  assert.equal((await account.control('GET', wait)).json.met, true);
  return journalOf(account, operation);
}
