import { setTimeout as delay } from 'node:timers/promises';
import { integer, type Row } from '../row.ts';
import { codeOf } from './failures.ts';
import { plain, type Statement } from './statement.ts';

/** Whoever changes something waits behind whoever asks: for no longer than this. */
const PATIENCE_MS = 200;
/** Those who waited go first. */
const PAUSE_MS = 300;
/** A server that was frozen in the middle of a change has lost its transaction by then. */
const LONGEST_MS = 15_000;
const SETTLED = plain(`WITH patience AS MATERIALIZED (SELECT set_config('lock_timeout', '${PATIENCE_MS}', true))
  SELECT rollcall.settled_audit_number() AS number FROM patience`);
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * The audit number up to which every entry is written, or never will be. Waits for changes that are being committed, a
 * short while at a time: one that hangs would else hold up all others, behind the lock that is waited for.
 * @param ask asks outside of a transaction
 * @throws what `ask` throws, where a change hangs for 15 seconds too
 */
export async function settledNumber(ask: (statement: Statement) => Promise<Row | undefined>): Promise<number> {
  for (const end = performance.now() + LONGEST_MS; ; ) {
    try {
      const row = await ask(SETTLED);
      return row === undefined ? 0 : integer(row, 'number');
    } catch (error) {
      if (!isBusy(error) || performance.now() > end) throw error;
      await delay(PAUSE_MS);
    }
  }
}

function isBusy(error: unknown): boolean {
  const origin = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return codeOf(origin) === LOCK_NOT_AVAILABLE;
}
