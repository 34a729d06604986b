import type { Logger } from 'pino';
import type { KeyUses } from './admin/key-uses.ts';
import type { Clock } from './domain/clock.ts';
import type { CallLog } from './http/call-log.ts';
import type { LimitStore } from './limits/limit-store.ts';
import type { Storage } from './storage/storage.ts';

const SWEEP_MS = 60_000;
const FLUSH_MS = 5_000;
const CLOCKS_APART =
  'this clock and the one of the limits disagree, so that windows end too early or too late; set the clocks by NTP';
/** Clocks further apart than this are worth a word. */
const MOST_APART_MS = 1_000;

/**
 * What has to be done now and then: expired tokens and counts are swept, counts of callers are written. A failure is
 * logged and tried again the next time. Any number of servers may do so at once.
 * @returns stops it, after writing the last counts
 */
export function startHousekeeping(parts: {
  readonly storage: Storage;
  readonly limitStore?: LimitStore | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly calls: CallLog;
  readonly keyUses?: KeyUses | undefined;
}): () => Promise<void> {
  const { storage, limitStore, clock, logger, calls, keyUses } = parts;
  const attempt = async (what: string, work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      logger.warn({ err: error }, `${what} failed; it is tried again`);
    }
  };
  const flush = async () => {
    await attempt('writing the counts of callers', () => calls.flush(storage));
    if (keyUses) await attempt('writing the uses of admin keys', () => keyUses.flush());
  };
  const sweep = async () => {
    await attempt('sweeping expired tokens', () => storage.sweepTokens(clock.now()));
    await attempt('sweeping old counts and ended secrets', () => storage.sweepApplications(clock.now()));
  };
  const sweepCounts = () =>
    attempt('sweeping the counts of limits', async () => {
      const aheadMs = (await limitStore?.sweep()) ?? 0;
      if (Math.abs(aheadMs) > MOST_APART_MS) logger.warn({ aheadMs: Math.round(aheadMs) }, CLOCKS_APART);
    });
  const timers = [setInterval(sweep, SWEEP_MS), setInterval(sweepCounts, SWEEP_MS), setInterval(flush, FLUSH_MS)];
  for (const timer of timers) timer.unref();
  return async () => {
    for (const timer of timers) clearInterval(timer);
    await flush();
  };
}
