import { setTimeout as delay } from 'node:timers/promises';

/** Bounds what would otherwise hang; far beyond what anything here takes. */
const DEADLINE_MS = 60_000;
const LOOK_MS = 10;

/** Looks again and again until it is so. @throws after the deadline */
export async function eventually(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  if (!(await within(DEADLINE_MS, isSo))) throw new Error(`It did not come to pass: ${what}.`);
}

/** The same, with the time it is given. @returns whether it came true */
export async function within(milliseconds: number, isSo: () => boolean | Promise<boolean>): Promise<boolean> {
  for (const end = performance.now() + milliseconds; !(await isSo()); await delay(LOOK_MS)) {
    if (performance.now() > end) return false;
  }
  return true;
}
