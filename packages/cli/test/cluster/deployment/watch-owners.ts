import type { TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from './database.ts';

const LOOK_MS = 50;

/**
 * Counts the active owners again and again past the servers, whenever the database answers.
 * It ends with the test.
 * @returns stops it, and hands out what was seen
 */
export function watchOwners(context: TestContext, database: Database): () => Promise<readonly number[]> {
  const seen: number[] = [];
  let watching = true;
  const look = async () => {
    const [row] = await database.query(
      "SELECT count(*) AS owners FROM rollcall.users WHERE role = 'owner' AND state = 'ACTIVE'",
    );
    seen.push(Number(row?.owners));
  };
  const watch = (async () => {
    // While the database is away there is nothing to see.
    for (; watching; await delay(LOOK_MS)) await look().catch(() => {});
  })();
  const stop = async () => {
    watching = false;
    await watch;
    return seen;
  };
  context.after(stop);
  return stop;
}
