import type { Logger } from 'pino';
import type { Clock } from './domain/clock.ts';
import type { CallLog } from './http/call-log.ts';
import type { Storage } from './storage/storage.ts';

const SWEEP_MS = 60_000;
const FLUSH_MS = 5_000;

/**
 * What has to be done now and then: expired tokens are swept, counts of callers are written. A failure is logged and
 * tried again the next time.
 * @returns stops it, after writing the last counts
 */
export function startHousekeeping(parts: {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly calls: CallLog;
}): () => Promise<void> {
  const { storage, clock, logger, calls } = parts;
  const attempt = async (what: string, work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      logger.warn({ err: error }, `${what} failed; it is tried again`);
    }
  };
  const flush = () => attempt('writing the counts of callers', () => calls.flush(storage));
  const sweep = () => attempt('sweeping expired tokens', () => storage.sweepTokens(clock.now()));
  const timers = [setInterval(sweep, SWEEP_MS), setInterval(flush, FLUSH_MS)];
  for (const timer of timers) timer.unref();
  return async () => {
    for (const timer of timers) clearInterval(timer);
    await flush();
  };
}
