import { setTimeout as delay } from 'node:timers/promises';

const DEADLINE_MS = 10_000;

/** Looks again and again until the condition holds; fails after ten seconds. */
export async function eventually(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + DEADLINE_MS; Date.now() < end; await delay(10)) {
    if (await holds()) return;
  }
  throw new Error(`It did not come to pass: ${what}`);
}
